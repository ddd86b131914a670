import type { Upload } from './params.ts'
import { drawPicture } from './picture.ts'

interface Sample {
  upload: Upload
  duration: number
}

const RATE = 8_000
const SECONDS = 2
const made = new Map<string, Sample>()

/** What a person of the simulator has on the phone: a picture, a recording, a paper, a sticker. */
export function sampleOf(kind: 'photo' | 'voice' | 'document' | 'sticker'): Sample {
  const found = made.get(kind)
  if (found) return found
  const sample = make(kind)
  made.set(kind, sample)
  return sample
}

function make(kind: 'photo' | 'voice' | 'document' | 'sticker'): Sample {
  if (kind === 'voice') return { upload: upload('voice.wav', 'audio/wav', hum()), duration: SECONDS }
  if (kind === 'photo') return { upload: upload('photo.png', 'image/png', drawPicture()), duration: 0 }
  if (kind === 'sticker')
    return { upload: upload('sticker.png', 'image/png', drawPicture(96, 96)), duration: 0 }
  const paper = Buffer.from('A sample document of the simulator.\n')
  return { upload: upload('document.txt', 'text/plain', paper), duration: 0 }
}

const upload = (name: string, mime: string, bytes: Buffer): Upload => ({ name, mime, bytes })

/** Two soft seconds of sound as a WAV file. */
function hum(): Buffer {
  const samples = RATE * SECONDS
  const wav = Buffer.alloc(44 + samples)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + samples, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(RATE, 24)
  wav.writeUInt32LE(RATE, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(samples, 40)
  for (let at = 0; at < samples; at += 1) {
    const loudness = 30 * Math.sin((Math.PI * at) / samples)
    wav[44 + at] = Math.round(128 + loudness * Math.sin((2 * Math.PI * 220 * at) / RATE))
  }
  return wav
}
