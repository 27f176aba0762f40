// The official driver's part of the benchmark: node driver.mjs FOLDER ADDRESS USER PASSWORD ROWS TRIPS CONNECTIONS. FOLDER has the driver installed. One line of JSON for each measurement.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, address, user, password, rows, trips, connections] = process.argv.slice(2);
const neo4j = createRequire(resolve(folder, 'package.json'))('neo4j-driver');
const driver = neo4j.driver(`bolt://${address}`, neo4j.auth.basic(user, password), { maxConnectionPoolSize: Number(connections), disableLosslessIntegers: true });

async function measure(name, count, work) {
  const began = process.hrtime.bigint();
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  console.log(JSON.stringify({ name, count, seconds: Number(process.hrtime.bigint() - began) / 1e9, processorSeconds: (used.user + used.system) / 1e6 }));
}

async function stream(count) {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ, fetchSize: 10_000 });
  let seen = 0;
  for await (const record of session.run('UNWIND range(1, $count) AS i RETURN i, i * 0.5 AS half, "row" AS text', { count: neo4j.int(count) })) {
    seen += record.length === 3 ? 1 : 0;
  }
  await session.close();
  if (seen !== count) throw new Error(`${seen} rows of ${count}`);
}

async function ask(count) {
  for (let i = 0; i < count; i++) {
    const session = driver.session({ defaultAccessMode: neo4j.session.READ });
    const result = await session.run('RETURN $x AS x', { x: i });
    if (result.records[0].get('x') !== i) throw new Error('another value came back');
    await session.close();
  }
}

await stream(10_000);
await measure('rows', Number(rows), () => stream(Number(rows)));
const each = Math.floor(Number(trips) / Number(connections));
await Promise.all(Array.from({ length: Number(connections) }, () => ask(20)));
await measure('round trips', each * Number(connections), () => Promise.all(Array.from({ length: Number(connections) }, () => ask(each))));
await driver.close();
