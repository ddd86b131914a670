import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openSimulator } from '../../src/simulator/server.ts'

const simulator = openSimulator({ dataDir: process.argv[2] ?? '', publicUrl: () => 'http://127.0.0.1' })
const server = createServer((req, res) => {
  if (!simulator.handle(req, res)) res.writeHead(404).end()
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
