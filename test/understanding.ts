import { openModel } from '../src/answers/kept.ts'
import type { Model } from '../src/answers/model.ts'
import { understand } from '../src/answers/understand.ts'
import { loadContent } from '../src/content/load.ts'
import type { Understood } from '../src/content/understood.ts'
import { projectRoot } from './walker.ts'

let model: Model | undefined

/** What the project's own asks make of a text. */
export function understood(text: string): Understood {
  model ??= openModel(projectRoot, loadContent(projectRoot, []).campaign).model
  return understand(model, text)
}
