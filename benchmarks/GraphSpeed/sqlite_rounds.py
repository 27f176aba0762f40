# usage: sqlite_rounds.py SHARED_PROGRAM DATADIR   (loads once, then runs one round of 210 queries for each line of standard input: full or hop3)
# Tables and the full query are those of the shared sqlite.py, read out of it; hop3 is the same question in hand-written SQL. Answers one line: checksum, then 200 times in ms.
import ast
import csv
import sqlite3
import sys
import time

program, data = sys.argv[1:3]
names = {}
for node in ast.parse(open(program).read()).body:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in ("T", "Q"):
        names[node.targets[0].id] = ast.literal_eval(node.value)
tables, full = names["T"], names["Q"].replace("{p}", ":p")
hop3 = """SELECT o.a, li.b, count(DISTINCT n.b) AS met
FROM needs n JOIN offers o ON o.b = n.b JOIN located_in li ON li.a = o.a
WHERE n.a = :p AND o.a <> :p GROUP BY o.a, li.b ORDER BY met DESC, o.a LIMIT 10"""

connection = sqlite3.connect(":memory:")
cursor = connection.cursor()
for name, columns in tables.items():
    cursor.execute(f"create table {name}({columns})")
    rows = list(csv.reader(open(f"{data}/{name}.csv")))
    cursor.executemany(f"insert into {name} values({','.join('?' * len(rows[0]))})", rows)
    if columns == "a int,b int":
        cursor.execute(f"create index {name}_ab on {name}(a,b)")
        cursor.execute(f"create index {name}_ba on {name}(b,a)")
cursor.execute("analyze")
actors = cursor.execute("select count(*) from actor").fetchone()[0]
print("ready", flush=True)

for line in sys.stdin:
    query = full if line.strip() == "full" else hop3
    times, checksum = [], 0
    for i in range(210):
        began = time.perf_counter()
        found = cursor.execute(query, {"p": i * 7919 % actors}).fetchall()
        elapsed = (time.perf_counter() - began) * 1000
        checksum = (checksum + sum(row[0] for row in found)) % 1000003
        if i >= 10:
            times.append(elapsed)
    print(checksum, *(f"{t:.5f}" for t in times), flush=True)
