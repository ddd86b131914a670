#!/usr/bin/env node
import { ConfigError } from '../config.ts'
import { ContentError } from '../content/finding.ts'
import { SpreadsheetError } from '../documents/spreadsheet.ts'
import { SecretError } from '../secret.ts'
import { FolderError } from '../store/lock.ts'
import { SeedError } from '../store/seed.ts'
import { agenciesCommand } from './agencies.ts'
import { askCommand } from './ask.ts'
import { backupCommand } from './backup.ts'
import { benchCommand } from './bench.ts'
import { chat } from './chat.ts'
import { contentCommand } from './content.ts'
import { digestCommand } from './digest.ts'
import { evalCommand } from './eval.ts'
import { learnCommand } from './learn.ts'
import { lintCommand } from './lint.ts'
import { migrateCommand } from './migrate.ts'
import { packCommand } from './pack.ts'
import { pinCommand } from './pin.ts'
import { readerCommand } from './reader.ts'
import { schemaCommand } from './schema.ts'
import { seedCommand } from './seed.ts'
import { simulatorCommand } from './simulator.ts'
import { auditCommand, staffCommand } from './staff.ts'
import { UsageError } from './usage.ts'

type Command = { says: string; run: (args: string[]) => Promise<number> }

const commands: Readonly<Record<string, Command>> = {
  lint: { says: 'check scripts and content; --warnings, --lang ky, --json for programs', run: lintCommand },
  ask: {
    says: 'what a question is understood as; ask "…", or ask --jsonl < questions > predictions',
    run: askCommand,
  },
  eval: {
    says: 'how well questions with known answers are understood; eval FILE [--wrong]',
    run: evalCommand,
  },
  chat: { says: 'talk to the bot in this terminal; --lang ky', run: chat },
  pack: {
    says: 'write all topics as files for the phone and to print; --lang ky --out packs',
    run: packCommand,
  },
  pin: { says: 'note what translations were made from; --lang ky [key …]', run: pinCommand },
  content: {
    says: 'tables for translators, approvals, papers to print; content tells more',
    run: contentCommand,
  },
  learn: {
    says: 'learn how people ask, from the asks of every language; the build does it',
    run: learnCommand,
  },
  digest: { says: 'tell last week’s numbers as staff get them; --lang ru', run: digestCommand },
  schema: { says: 'write flows/schema.json for editors', run: schemaCommand },
  migrate: { says: 'bring the database up to date', run: migrateCommand },
  backup: {
    says: 'copy the database, or test and note a copy; --out FOLDER, --restored-from FILE, --note, --note-restore',
    run: backupCommand,
  },
  staff: {
    says: 'who may open the staff pages; invite --name N --role R, recover --name N, list',
    run: staffCommand,
  },
  audit: { says: 'check the audit log; verify [--expect ROWS:HASH]', run: auditCommand },
  seed: { says: 'fill the database with a synthetic year; --accounts N --days D', run: seedCommand },
  reader: {
    says: 'a PostgreSQL role for Metabase, Grafana, Power BI; --password-file FILE, --remove',
    run: readerCommand,
  },
  agencies: {
    says: 'take in the official list of employment agencies; import FILE --dated D --source URL',
    run: agenciesCommand,
  },
  bench: {
    says: 'measure the program beside plain grammY; --only boot,content,steps,reach --repeats N --events N',
    run: benchCommand,
  },
  simulator: { says: 'run the simulated Telegram alone', run: simulatorCommand },
}

function usage(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = Object.entries(commands).map(([name, { says }]) => `  ${name.padEnd(width)}  ${says}`)
  return `Usage: npm run -s sapar -- <command>\n\n${lines.join('\n')}\n`
}

async function main([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command !== undefined) return command.run(args)
  process.stderr.write(name === '' ? usage() : `There is no command ${name}.\n\n${usage()}`)
  return 2
}

const plain = [ConfigError, ContentError, FolderError, SecretError, SeedError, SpreadsheetError, UsageError]

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const told = plain.some((kind) => error instanceof kind) && error instanceof Error
    process.stderr.write(`${told ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
    process.exitCode = error instanceof UsageError ? 2 : 1
  },
)
