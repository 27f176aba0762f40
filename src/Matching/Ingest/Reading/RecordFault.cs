namespace CoEvolve.Matching.Ingest.Reading;

/// <summary>Why a record could not be split into cells at all.</summary>
/// <param name="Column">1-based number of the field where the record goes wrong; 0 when it concerns the whole record.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record RecordFault(int Column, string Reason, string Remedy);
