using CoEvolve.Api.Http;
using CoEvolve.Jobs.Scheduling;
using CoEvolve.Matching.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CoEvolve.Api.Operations;

/// <summary>Metrics at <c>/metrics</c> for Prometheus; traces to an OTLP collector where one is named.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services, Uri? collector)
    {
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(JobMeters.Name, ListMeters.Name).AddPrometheusExporter())
            .WithTracing(traces =>
            {
                traces.AddAspNetCoreInstrumentation(requests => requests.EnrichWithHttpRequest = (span, request) => span.SetTag("url.path", RequestLog.PathOf(request))).AddSource(JobMeters.Name);
                if (collector is not null)
                {
                    traces.AddOtlpExporter(otlp => otlp.Endpoint = collector);
                }
            });
    }

    public static void UseTelemetry(this WebApplication app) => app.UseOpenTelemetryPrometheusScrapingEndpoint("/metrics");
}
