import type { IncomingMessage, ServerResponse } from 'node:http'
import { BotApi } from './bot-api.ts'
import { answerBot, isBotPath } from './bot-endpoint.ts'
import { sendJson, urlOf } from './http.ts'
import { isPagePath, sendPage } from './page-files.ts'
import { Refusal, refusalBody, refusalOf } from './refusal.ts'
import { answerSim } from './sim-routes.ts'
import { openWorld } from './world.ts'

export interface SimulatorOptions {
  dataDir: string
  publicUrl: () => string
}

export interface Simulator {
  /** Answers the request, or says that its path is not one of the simulator's. */
  handle(req: IncomingMessage, res: ServerResponse): boolean
  close(): Promise<void>
}

/** A Bot API server for tests and for trying a bot by hand, with the people who write to it. */
export function openSimulator({ dataDir, publicUrl }: SimulatorOptions): Simulator {
  const world = openWorld(dataDir)
  const api = new BotApi(world)
  const open = new Set<Promise<void>>()

  function answer(req: IncomingMessage, res: ServerResponse): Promise<void> | undefined {
    const path = urlOf(req).pathname
    if (isBotPath(path)) return answerBot({ world, api, publicUrl: publicUrl() }, req, res)
    if (path.startsWith('/sim/')) return answerSim(world, publicUrl(), req, res)
    return undefined
  }

  return {
    handle(req, res) {
      const path = urlOf(req).pathname
      if (isPagePath(path)) {
        sendPage(path, res)
        return true
      }
      const work = answer(req, res)?.catch((error) => failed(res, error))
      if (!work) return false
      open.add(work)
      void work.finally(() => open.delete(work))
      return true
    },
    async close() {
      api.close()
      world.streams.close()
      await Promise.all(open)
      world.close()
    },
  }
}

function failed(res: ServerResponse, error: unknown): void {
  const refusal = error instanceof Refusal ? error : refusalOf(500, undefined)
  if (res.headersSent) res.destroy()
  else sendJson(res, refusal.code, refusalBody(refusal))
}
