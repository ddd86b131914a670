import { approveCommand, packCommand } from './content-approval.ts'
import { countsCommand } from './content-counts.ts'
import { exportCommand } from './content-export.ts'
import { importCommand } from './content-import.ts'
import { leafletCommand } from './content-leaflet.ts'
import { root } from './root.ts'
import { UsageError } from './usage.ts'

const commands: Readonly<Record<string, (args: string[], root: string) => Promise<number>>> = {
  export: exportCommand,
  import: importCommand,
  approve: approveCommand,
  'approval-pack': packCommand,
  leaflet: leafletCommand,
  counts: countsCommand,
}

const usage = `content takes one of:
  export --lang tg [--out file.xlsx]            the texts as a table for a translator
  import file.xlsx [--lang tg] [--dry-run]      what the translator changed, back into the files
  approve --topic ru.patent --by "…" [--on 2026-11-24] [--languages ru,tg] [--version 1a2b3c4d]
                                                note who has approved a topic as it stands; --version is on the paper
  approval-pack --topic ru.patent [--lang ru] [--out file.pdf]
                                                all cards of a topic with their facts, to be signed
  leaflet --topic ru.patent --lang ky [--citizenship KG] [--bot name] [--out file.pdf]
                                                a page to print and give away
  counts                                        how much content there is, and how far it is checked`

/** `sapar content …`: content for people who do not write programs. */
export async function contentCommand([name = '', ...args]: string[], at = root): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) throw new UsageError(usage)
  return command(args, at)
}
