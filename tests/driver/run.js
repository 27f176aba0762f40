// The official driver against a server: node --expose-gc run.js ADDRESS USER PASSWORD. One line of JSON for each check; ends with 1 where one fails.
import assert from 'node:assert/strict';

const [address, user, password] = process.argv.slice(2);
const rows = 1_000_000;

async function nativeDriver() {
  return (await import('neo4j-driver')).default;
}

/** The driver as browsers load it, which speaks through the WebSocket of the platform. */
async function browserDriver() {
  globalThis.window ??= globalThis;
  globalThis.self ??= globalThis;
  globalThis.location ??= { protocol: 'http:' };
  globalThis.navigator ??= { userAgent: 'node', platform: process.platform };
  const loaded = await import('neo4j-driver/lib/browser/neo4j-web.min.js');
  return loaded.default?.driver ? loaded.default : globalThis.neo4j;
}

const checks = {
  async connects({ driver }) {
    const info = await driver.getServerInfo();
    assert.match(info.agent, /^Neo4j\//);
    assert.equal(info.protocolVersion, 5.8);
  },

  async valuesOfEveryTypeComeBack({ driver, neo4j }) {
    const values = {
      nothing: null, yes: true, no: false, integer: neo4j.int('9223372036854775807'), negative: neo4j.int(-129), float: 1.5, text: 'Kupang é 🌏', empty: '',
      bytes: new Int8Array([1, -2, 3]), list: [neo4j.int(1), 'x', null, [true]], map: { a: { b: [] } },
      date: new neo4j.types.Date(2024, 2, 29), time: new neo4j.types.Time(10, 11, 12, 13, 25200), localTime: new neo4j.types.LocalTime(1, 2, 3, 4),
      dateTime: new neo4j.types.DateTime(2024, 1, 2, 3, 4, 5, 6, -12600), zoned: new neo4j.types.DateTime(2024, 1, 2, 3, 4, 5, 6, undefined, 'Asia/Jayapura'),
      localDateTime: new neo4j.types.LocalDateTime(2024, 1, 2, 3, 4, 5, 6), duration: new neo4j.types.Duration(14, 3, 4, 500_000_000),
      flat: new neo4j.types.Point(neo4j.int(7203), 1, 2), round: new neo4j.types.Point(neo4j.int(4979), 106.8, -6.2, 5),
    };
    const { records } = await driver.executeQuery('RETURN $values AS v', { values });
    const back = records[0].get('v');
    for (const [key, value] of Object.entries(values)) {
      // The server adds the offset that a zone has at that time.
      assert.equal(String(back[key]).replace('+09:00[', '['), String(value), key);
    }
    assert.deepEqual([...new Int8Array(back.bytes)], [1, -2, 3]);
  },

  async nodesRelationshipsAndPathsArriveWhole({ driver }) {
    const { records, summary } = await driver.executeQuery("CREATE p = (a:Js {n: 'A'})-[r:KNOWS {since: 2001}]->(b:Js:Two) RETURN a, r, b, p");
    const [a, r, b, p] = ['a', 'r', 'b', 'p'].map(key => records[0].get(key));
    assert.deepEqual(b.labels.toSorted(), ['Js', 'Two']);
    assert.equal(r.startNodeElementId, a.elementId);
    assert.equal(p.segments[0].relationship.elementId, r.elementId);
    assert.equal(summary.counters.updates().nodesCreated, 2);
    await driver.executeQuery('MATCH (n:Js) DETACH DELETE n');
  },

  async transactionsHoldOrLeaveNothing({ driver }) {
    const session = driver.session();
    const counted = async () => (await driver.executeQuery('MATCH (n:JsTx) RETURN count(n) AS c')).records[0].get('c').toNumber();
    const lost = await session.beginTransaction();
    await lost.run('CREATE (:JsTx)');
    await lost.rollback();
    assert.equal(await counted(), 0);
    const kept = await session.beginTransaction();
    await kept.run('CREATE (:JsTx)');
    await kept.commit();
    assert.equal(await counted(), 1);
    await session.executeWrite(tx => tx.run('MATCH (n:JsTx) DELETE n'));
    await session.close();
    assert.equal(await counted(), 0);
  },

  async readingSessionsDoNotWrite({ driver, neo4j }) {
    const session = driver.session({ defaultAccessMode: neo4j.session.READ });
    await assert.rejects(session.run('CREATE (:Never)'), { code: 'Neo.ClientError.Statement.AccessMode' });
    await session.close();
  },

  async errorsCarryTheirCodesAndLeaveTheConnectionFit({ driver }) {
    const codes = {
      'RETRN 1': 'Neo.ClientError.Statement.SyntaxError',
      'RETURN 1 / 0': 'Neo.ClientError.Statement.ArithmeticError',
      'RETURN $missing': 'Neo.ClientError.Statement.ParameterMissing',
      'CALL no.such()': 'Neo.ClientError.Procedure.ProcedureNotFound',
    };
    for (const [query, code] of Object.entries(codes)) {
      await assert.rejects(driver.executeQuery(query), { code });
      assert.equal((await driver.executeQuery('RETURN 5 AS x')).records[0].get('x').toNumber(), 5);
    }
  },

  async workThatFailsForAPassingReasonIsTriedAgain({ driver }) {
    const failure = await driver.executeQuery('RETRN').catch(error => error);
    const session = driver.session();
    let tries = 0;
    const value = await session.executeWrite(async tx => {
      const got = (await tx.run('RETURN 7 AS x')).records[0].get('x').toNumber();
      if (++tries < 3) throw new failure.constructor('passing', 'Neo.TransientError.Transaction.DeadlockDetected');
      return got;
    });
    assert.deepEqual([value, tries], [7, 3]);
    await session.close();
  },

  async aLongQueryIsInterrupted({ driver }) {
    const session = driver.session();
    const slow = session.run('UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b WITH a, b WHERE a + b = -1 RETURN count(*)', {}, { timeout: 500 });
    await assert.rejects(Promise.resolve(slow), { code: 'Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration' });
    await session.close();
    assert.equal((await driver.executeQuery('RETURN 5 AS x')).records[0].get('x').toNumber(), 5);
  },

  async aResultMayBeLeftEarly({ driver }) {
    const session = driver.session({ fetchSize: 10 });
    let seen = 0;
    for await (const record of session.run('UNWIND range(1, 1000000) AS i RETURN i')) {
      if (record.get('i').toNumber() !== ++seen || seen === 25) break;
    }
    assert.equal(seen, 25);
    await session.close();
    assert.equal((await driver.executeQuery('RETURN 5 AS x')).records[0].get('x').toNumber(), 5);
  },

  async aMillionRowsPassThroughAFlatMemory({ driver }) {
    const session = driver.session({ fetchSize: 1000 });
    let [count, sum, largest] = [0, 0, 0];
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    for await (const record of session.run("UNWIND range(1, $rows) AS i RETURN i, toFloat(i) AS f, 'row ' + toString(i) AS t", { rows: driver.int(rows) })) {
      sum += record.get('i').toNumber();
      if (++count % 100_000 === 0) {
        globalThis.gc();
        largest = Math.max(largest, process.memoryUsage().heapUsed - before);
      }
    }
    await session.close();
    assert.deepEqual([count, sum], [rows, (rows * (rows + 1)) / 2]);
    assert.ok(largest < 32 * 1024 * 1024, `${largest} bytes more in the driver's heap`);
    return { largest };
  },
};

let failed = false;
for (const [scheme, load] of [['bolt', nativeDriver], ['neo4j', nativeDriver], ['websocket', browserDriver]]) {
  const neo4j = await load();
  const driver = neo4j.driver(`${scheme === 'neo4j' ? 'neo4j' : 'bolt'}://${address}`, neo4j.auth.basic(user, password));
  driver.int = neo4j.int;
  for (const [name, check] of Object.entries(checks)) {
    const began = performance.now();
    try {
      const detail = await check({ driver, neo4j });
      console.log(JSON.stringify({ scheme, name, ok: true, durationMs: Math.round(performance.now() - began), ...detail }));
    } catch (error) {
      failed = true;
      console.log(JSON.stringify({ scheme, name, ok: false, error: `${error.code ?? ''} ${error.message}` }));
    }
  }
  await driver.close();
}
process.exit(failed ? 1 : 0);
