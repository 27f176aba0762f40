# The program with its seeds: API, worker or any command. The data folder is a volume; settings.json lies in it.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Cli/Cli.csproj --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY data/seeds /app/data/seeds
RUN mkdir /data && chown app:app /data
USER app
VOLUME /data
EXPOSE 5080
ENTRYPOINT ["dotnet", "coevolve.dll"]
CMD ["serve", "--data", "/data"]
