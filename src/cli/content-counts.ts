import { countTables } from '../flow/counts.ts'
import { readableScript } from '../flow/load.ts'

/** `sapar content counts`: how much content there is and how far it is checked, as the tables of README. */
export async function countsCommand(_args: string[], root: string): Promise<number> {
  process.stdout.write(countTables(readableScript(root).script))
  return 0
}
