import { createServer } from 'node:http'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { listen } from '../server.ts'
import { openSimulator } from '../simulator/server.ts'
import { lockFolder } from '../store/lock.ts'
import { readOptions } from './usage.ts'

/** `sapar simulator`: the simulated Telegram alone, so that it outlives a bot that is stopped or killed. */
export async function simulatorCommand(args: string[]): Promise<number> {
  readOptions(args, {})
  const config = readConfig(process.env)
  const folder = join(config.DATA_DIR, 'simulator')
  const unlock = lockFolder(folder)
  let here = ''
  const simulator = openSimulator({ dataDir: folder, publicUrl: () => here })
  const server = createServer((req, res) => {
    if (simulator.handle(req, res)) return
    res.writeHead(404).end()
  })
  const port = await listen(server, config)
  here = `http://127.0.0.1:${port}`
  process.stdout.write(`simulator ${here}/chat – set TELEGRAM_API_ROOT=${here} for a bot\n`)
  await new Promise((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
  })
  server.close()
  server.closeAllConnections()
  await simulator.close()
  unlock()
  return 0
}
