import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { BadEnvironment } from '../site/read-yaml';

/** A port on 127.0.0.1 that answers. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

/** Listens on loopback only; port 0 takes a free one. Throws BadEnvironment when the port is taken or not allowed. */
export const listen = async (port: number, answer: (request: Request) => Promise<Response>): Promise<Listening> => {
  const server = createAdaptorServer({ fetch: answer, overrideGlobalObjects: false }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is taken by another program' : `can't be used (${cause.code ?? cause.message})`;
      reject(new BadEnvironment(`Port ${String(port)} ${why}; choose another one by: npm start -- --port 4311`, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { port: address.port, close: () => closeServer(server) };
};
