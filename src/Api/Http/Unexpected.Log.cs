using Microsoft.Extensions.Logging;

namespace CoEvolve.Api.Http;

internal static partial class Unexpected
{
    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "A request failed unexpectedly (trace {TraceId})")]
    private static partial void Failed(ILogger logger, string traceId, Exception failure);
}
