import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/store/schema.ts', './src/store/schema-reach.ts', './src/store/schema-staff.ts'],
  out: './drizzle',
})
