import type { HttpBindings } from '@hono/node-server'
import type { Who } from '../access/sessions.ts'
import type { Words } from './words.ts'

/** What a handler of the staff pages finds: the connection, who asks, and the words of their language. */
export type StaffEnv = { Bindings: HttpBindings; Variables: { who: Who; words: Words } }
