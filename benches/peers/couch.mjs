// A server for PouchDB: express-pouchdb over LevelDB. Arguments: port, folder. Prints a line when it listens.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [port, folder] = process.argv.slice(2);
const PouchDB = require('pouchdb').defaults({ prefix: `${folder}/` });
const app = require('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', logPath: `${folder}/log.txt` });
const express = require('express')();
// The page that replicates is of another origin.
express.use((request, response, next) => {
  response.set({
    'access-control-allow-origin': request.get('origin') ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'content-type, accept',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
    'access-control-max-age': '600',
  });
  if (request.method === 'OPTIONS') response.sendStatus(204);
  else next();
});
express.use('/', app);
express.listen(Number(port), '127.0.0.1', () => console.log('listening'));
