import { openUnderstanding } from '../src/answers/kept.ts'
import { loadContent } from '../src/content/load.ts'
import type { Understood } from '../src/content/understood.ts'
import { projectRoot } from './walker.ts'

let understand: ((text: string) => Understood) | undefined

/** What the project's own asks make of a text. */
export function understood(text: string): Understood {
  understand ??= openUnderstanding(projectRoot, loadContent(projectRoot, []).campaign).understand
  return understand(text)
}
