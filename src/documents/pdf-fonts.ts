import pdfmake from 'pdfmake'
import { fontFiles } from './fonts.ts'

const files = new Set(Object.values(fontFiles))
let known = false

/** Gives pdfmake the one typeface of papers, and lets it read nothing else: no file, no address. */
export function useFonts(): void {
  if (known) return
  pdfmake.setFonts({ DejaVu: fontFiles })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => files.has(path))
  known = true
}
