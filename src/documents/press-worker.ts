import { parentPort } from 'node:worker_threads'
import type { Printed, PrintOrder } from './press.ts'

/** The worker's side of a press: one order at a time. What makes a kind of file is loaded at its first order. */
async function print(order: PrintOrder): Promise<Uint8Array> {
  switch (order.kind) {
    case 'pdf':
      return (await import('./pdf.ts')).makePdf(order.paper)
    case 'picture':
      return (await import('./picture.ts')).makePicture(order.paper)
    case 'report':
      return (await import('./report-pdf.ts')).makeReportPdf(order.paper)
  }
}

async function answer(order: PrintOrder): Promise<Printed> {
  try {
    return { ok: true, bytes: await print(order) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.on('message', async (order: PrintOrder) => parentPort?.postMessage(await answer(order)))
