namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>A whole graph state in one file, checked by sums over every byte. FORMAT.md draws the layout.</summary>
/// <remarks>
/// Adjacency and index entries are not kept, but made again from relationships and properties: that is about as fast as reading
/// them, halves the file, and leaves nothing in it that could contradict itself.
/// </remarks>
internal static class SnapshotFile
{
    /// <summary>
    /// Writes a frozen state. The file of that name is replaced in one step, after the new one is on the disk: a crash leaves the old or the
    /// new one, and at most a leftover beside it that ends in ".tmp", which the next write overwrites.
    /// </summary>
    public static void Write(GraphState state, string path, CancellationToken cancellationToken)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                WriteTo(stream, state, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a state, frozen.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a format that this program does not know; the message says where and what to do.</exception>
    public static GraphState Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return new SnapshotLoad(new SnapshotReader(stream, path)).Run();
    }

    internal static void WriteTo(Stream stream, GraphState state, CancellationToken cancellationToken)
    {
        var writer = new SnapshotWriter(stream, cancellationToken);
        WriteNames(writer, state);
        WriteSets(writer, state.Vocabulary);
        WriteNodes(writer, state);
        WriteRelationships(writer, state);
        WriteIndexes(writer, state);
        writer.Begin(SnapshotSection.End);
        writer.WriteVarint(state.NodeCount);
        writer.WriteVarint(state.RelationshipCount);
        writer.End();
    }

    private static void WriteNames(SnapshotWriter writer, GraphState state)
    {
        writer.Begin(SnapshotSection.Names);
        foreach (var table in new[] { state.Labels, state.RelationshipTypes, state.PropertyKeys })
        {
            var count = table.Count;
            writer.WriteVarint(count);
            for (var i = 0; i < count; i++)
            {
                writer.WriteString(table[i]);
            }
        }

        writer.End();
    }

    private static void WriteSets(SnapshotWriter writer, GraphVocabulary vocabulary)
    {
        writer.Begin(SnapshotSection.Sets);
        foreach (var table in new[] { vocabulary.LabelSets, vocabulary.Shapes })
        {
            var count = table.Count;
            writer.WriteVarint(count);
            for (var i = 0; i < count; i++)
            {
                writer.WriteVarint(table[i].Count);
                foreach (var token in table[i].Tokens)
                {
                    writer.WriteVarint(token);
                }
            }
        }

        writer.End();
    }

    private static void WriteNodes(SnapshotWriter writer, GraphState state)
    {
        writer.Begin(SnapshotSection.Nodes);
        writer.WriteVarint(state.NextNode);
        writer.WriteVarint(state.NodeCount);
        var previous = -1L;
        for (var nodes = state.AllNodes(); nodes.MoveNext(); previous = nodes.Current)
        {
            ref readonly var record = ref state.RecordOfNode(nodes.Current);
            writer.WriteVarint(nodes.Current - previous);
            writer.WriteVarint(record.LabelSet - 1);
            WriteProperties(writer, in record.Properties);
        }

        writer.End();
    }

    private static void WriteRelationships(SnapshotWriter writer, GraphState state)
    {
        writer.Begin(SnapshotSection.Relationships);
        writer.WriteVarint(state.NextRelationship);
        writer.WriteVarint(state.RelationshipCount);
        var previous = -1L;
        for (var relationships = state.AllRelationships(); relationships.MoveNext(); previous = relationships.Current)
        {
            var relationship = relationships.Current;
            writer.WriteVarint(relationship - previous);
            writer.WriteVarint(state.TypeOf(relationship));
            writer.WriteVarint(state.StartOf(relationship));
            writer.WriteVarint(state.EndOf(relationship));
            WriteProperties(writer, in state.RowOfRelationship(relationship));
        }

        writer.End();
    }

    private static void WriteProperties(SnapshotWriter writer, in PropertyRow row)
    {
        writer.WriteVarint(row.Shape);
        foreach (var value in row.Values.AsSpan())
        {
            ValueCodec.Write(writer, value);
        }
    }

    private static void WriteIndexes(SnapshotWriter writer, GraphState state)
    {
        writer.Begin(SnapshotSection.Indexes);
        writer.WriteVarint(state.Indexes.Count);
        foreach (var index in state.Indexes)
        {
            writer.WriteString(index.Name);
            writer.WriteVarint(index.Label);
            writer.WriteByte(index.Unique ? (byte)1 : (byte)0);
            writer.WriteVarint(index.Keys.Length);
            foreach (var key in index.Keys)
            {
                writer.WriteVarint(key);
            }
        }

        writer.End();
    }
}
