using Microsoft.Extensions.Logging;

namespace CoEvolve.Api.Http;

internal static partial class RequestLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Method} {Path} answered {Status} in {DurationMs:0.0} ms")]
    private static partial void Answered(ILogger logger, string method, string path, int status, double durationMs);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Method} {Path} was given up by the client after {DurationMs:0.0} ms")]
    private static partial void Aborted(ILogger logger, string method, string path, double durationMs);
}
