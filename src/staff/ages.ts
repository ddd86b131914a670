import type { Words } from './words.ts'

const minuteMs = 60_000

/** How long ago an instant was, in whole minutes, hours or days. */
export function ageOf(at: Date, now: Date, { t }: Words): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / minuteMs)
  if (minutes < 1) return t('health.now')
  if (minutes < 60) return t('health.minutes', { n: minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? t('health.hours', { n: hours }) : t('health.days', { n: Math.floor(hours / 24) })
}

/** A size in bytes, rounded as people say it. */
export function sizeOf(bytes: number, { t, number }: Words): string {
  if (bytes < 1000) return t('health.bytes', { n: bytes })
  if (bytes < 1_000_000) return t('health.kilobytes', { n: number(Math.round(bytes / 1000)) })
  return t('health.megabytes', { n: number(Math.round(bytes / 100_000) / 10) })
}
