// A mail server for tests (npm smtp-server): takes mails on the loopback address and says what became of each on standard output, one JSON object a line.
//   node server.mjs PORT [KEY.pem CERTIFICATE.pem]     PORT 0 takes a free one; with a key STARTTLS is offered and required
// What an address begins with decides: later-N-… is put off (451) N times, gone-… has no mailbox (550), greylisted-… is put off for ever,
// cut-… loses its connection within DATA, after-… loses it when the whole mail has come and before it is acknowledged.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [port, key, certificate] = process.argv.slice(2);
const putOff = new Map();
const say = (event) => process.stdout.write(JSON.stringify(event) + '\n');

function refuse(address) {
  const later = /^later-(\d+)-/.exec(address);
  const times = putOff.get(address) ?? 0;
  if (address.startsWith('greylisted-') || (later && times < Number(later[1]))) {
    putOff.set(address, times + 1);
    return Object.assign(new Error('4.7.1 try again later'), { responseCode: 451 });
  }

  return address.startsWith('gone-') ? Object.assign(new Error('5.1.1 no such mailbox'), { responseCode: 550 }) : null;
}

const server = new SMTPServer({
  disableReverseLookup: true,
  authOptional: true,
  hideSTARTTLS: !key,
  ...(key ? { key: readFileSync(key), cert: readFileSync(certificate) } : {}),
  onMailFrom(address, session, done) {
    done(key && !session.secure ? Object.assign(new Error('5.7.0 STARTTLS first'), { responseCode: 530 }) : null);
  },
  onRcptTo(address, session, done) {
    const refusal = refuse(address.address);
    if (refusal) {
      say({ event: 'refused', to: address.address, code: refusal.responseCode });
    }

    done(refusal);
  },
  onData(stream, session, done) {
    const to = session.envelope.rcptTo[0].address;
    let dropped = false;
    const drop = () => {
      dropped = true;
      say({ event: 'dropped', to });
      for (const connection of server.connections) {
        if (connection.id === session.id) {
          connection._socket.destroy();
        }
      }
    };
    const parts = [];
    stream.on('data', (part) => {
      parts.push(part);
      if (to.startsWith('cut-') && !dropped) {
        drop();
      }
    });
    stream.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8');
      const id = /^message-id:\s*<([^>]*)>/im.exec(text)?.[1];
      if (to.startsWith('after-')) {
        drop();
      }

      if (dropped) {
        return; // also where the end of the mail came along with its beginning
      }

      say({ event: 'taken', to, id, size: text.length, secure: session.secure });
      done(null, 'taken');
    });
  },
});
server.on('error', () => {}); // A client that is killed resets its connection.

server.listen(Number(port), '127.0.0.1', () => say({ event: 'listening', port: server.server.address().port }));
