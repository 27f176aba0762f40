namespace CoEvolve.Cli;

/// <summary>Where a command finds the network: in a data folder, or in a Neo4j, beside which the folder keeps settings, models, prices and the ledger.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Address">The address of a Neo4j; null for what the settings say, or else the folder's own graph.</param>
/// <param name="User">Who logs on there; null for what the settings say.</param>
/// <param name="Database">Its database; null for what the settings say, or else the user's home database.</param>
internal sealed record GraphPlace(string Folder, string? Address = null, string? User = null, string? Database = null);
