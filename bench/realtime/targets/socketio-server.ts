import { createServer } from 'node:http';
import { Server } from 'socket.io';

// What its documentation shows for connection state recovery, on the adapter that comes with it.
const maxDisconnectionDuration = 2 * 60 * 1000;

const http = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'POST') io.emit('message', JSON.parse(Buffer.concat(chunks).toString()));
    response.end('ok');
  });
});
const io = new Server(http, {
  transports: ['websocket'],
  connectionStateRecovery: { maxDisconnectionDuration, skipMiddlewares: true },
});
http.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('listening'));
