import { type Campaign, type Written, writtenLanguages } from '../campaign/campaign.ts'
import { UsageError } from './usage.ts'

/** A language of the campaign by its code. */
export function languageOf(campaign: Campaign, code: string | undefined, option = '--lang'): Written {
  const language = writtenLanguages.find((each) => each === code)
  if (language !== undefined && campaign.languages.includes(language)) return language
  const known = campaign.languages.join(', ')
  const how =
    language === undefined ? '' : `. To begin with ${language}, add it to languages in content/campaign.yaml`
  throw new UsageError(`${option} takes one of ${known}${how}`)
}

/** A language that the campaign translates into. */
export function translatedInto(campaign: Campaign, code: string | undefined): Written {
  const language = languageOf(campaign, code)
  if (language !== campaign.source_language) return language
  throw new UsageError(`${language} is the source language: there is nothing to translate into it`)
}
