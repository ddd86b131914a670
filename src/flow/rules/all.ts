import { asksKnown } from './asks.ts'
import { callbackSize } from './callback-size.ts'
import { condition } from './condition.ts'
import { deadEnd } from './dead-end.ts'
import { engineTexts } from './engine-texts.ts'
import { entryCode } from './entry-code.ts'
import type { ScriptRule } from './graph.ts'
import { label } from './label.ts'
import { mediaFile } from './media-file.ts'
import { oneAsk } from './one-ask.ts'
import { profileLength } from './profile-length.ts'
import { quizAnswer } from './quiz-answer.ts'
import { readability } from './readability.ts'
import { reservedNode } from './reserved-node.ts'
import { rowKnown } from './row-known.ts'
import { textKeys } from './text-keys.ts'
import { timelineFrom } from './timeline-from.ts'
import { topicList } from './topic-list.ts'
import { unknownContact } from './unknown-contact.ts'
import { unknownFact } from './unknown-fact.ts'
import { unknownTable } from './unknown-table.ts'
import { unknownTarget } from './unknown-target.ts'
import { unpublishable } from './unpublishable.ts'
import { unreachable } from './unreachable.ts'
import { unsourced } from './unsourced.ts'
import { untickedList } from './unticked-list.ts'
import { voidApproval } from './void-approval.ts'

/** Every rule about scripts and what they need. */
export const scriptRules: readonly ScriptRule[] = [
  reservedNode,
  unknownTarget,
  unreachable,
  deadEnd,
  textKeys,
  engineTexts,
  profileLength,
  label,
  unknownFact,
  unpublishable,
  unsourced,
  readability,
  unknownContact,
  condition,
  callbackSize,
  quizAnswer,
  oneAsk,
  entryCode,
  topicList,
  asksKnown,
  mediaFile,
  rowKnown,
  timelineFrom,
  unknownTable,
  untickedList,
  voidApproval,
]
