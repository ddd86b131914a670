import { blockedSource } from './blocked-source.ts'
import { brokenHtml } from './broken-html.ts'
import { brokenIcu } from './broken-icu.ts'
import { contactTexts } from './contact-texts.ts'
import { contactUndialled } from './contact-undialled.ts'
import { factShape } from './fact-shape.ts'
import { factsPublishable } from './facts-publishable.ts'
import { glossary } from './glossary.ts'
import { httpsLinks } from './https-links.ts'
import { length } from './length.ts'
import { machineDraft } from './machine-draft.ts'
import { missingText } from './missing-text.ts'
import { mustNotSay } from './must-not-say.ts'
import { numbers } from './numbers.ts'
import { orthography } from './orthography.ts'
import { overdueFact } from './overdue-fact.ts'
import { phoneInText } from './phone-in-text.ts'
import { pluralForms } from './plural-forms.ts'
import type { ContentRule } from './rule.ts'
import { sentence } from './sentence.ts'
import { staleTranslation } from './stale-translation.ts'
import { unknownText } from './unknown-text.ts'
import { unknownVariable } from './unknown-variable.ts'
import { voiceFile } from './voice-file.ts'
import { wishedLength } from './wished-length.ts'

/** Every rule about texts, facts and contacts. */
export const contentRules: readonly ContentRule[] = [
  missingText,
  unknownText,
  staleTranslation,
  machineDraft,
  brokenIcu,
  unknownVariable,
  pluralForms,
  numbers,
  brokenHtml,
  length,
  wishedLength,
  sentence,
  phoneInText,
  httpsLinks,
  blockedSource,
  mustNotSay,
  orthography,
  glossary,
  factShape,
  factsPublishable,
  overdueFact,
  contactTexts,
  contactUndialled,
  voiceFile,
]
