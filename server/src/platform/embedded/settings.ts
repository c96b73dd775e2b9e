import { statfsSync } from 'node:fs'
import os from 'node:os'
import process from 'node:process'

const megabyte = 1024 * 1024

/**
 * Server settings, given on the command line of PostgreSQL so that nothing in the data folder can weaken them. Fit for
 * a small machine with two cores.
 */
export function postgresSettings(port: number): Record<string, string> {
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A socket file left over in a shared folder can keep PostgreSQL from starting; loopback TCP needs none.
    unix_socket_directories: '',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    // Nothing replicates the embedded database, so the log needs to serve crash recovery only.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    max_connections: '60',
    shared_buffers: `${sharedBuffersMegabytes()}MB`,
    // The temporary tables of an import would otherwise go to disk and back; only a session that has some takes it.
    temp_buffers: '64MB',
    wal_buffers: '32MB',
    work_mem: '32MB',
    maintenance_work_mem: '256MB',
    // Beside the process that leads: more than there are cores for get into each other's way when an index is built.
    max_parallel_maintenance_workers: String(Math.min(2, Math.max(0, os.availableParallelism() - 1))),
    random_page_cost: '1.1',
    // Reading from an index alone works once the table was vacuumed, and lists wait for it after every import.
    autovacuum_naptime: '5s',
    jit: 'off',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    log_checkpoints: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    ...platformSettings(),
  }
}

function sharedBuffersMegabytes(): number {
  const eighth = Math.floor(os.totalmem() / megabyte / 8)
  return Math.max(64, Math.min(1024, eighth))
}

function platformSettings(): Record<string, string> {
  if (process.platform === 'win32') return {}
  // A query whose program was killed should not go on for minutes.
  const common = { client_connection_check_interval: '10s' }
  if (process.platform !== 'linux' || sharedMemoryMegabytes() >= 256) return common
  // Containers often allow 64 MB of shared memory, on which parallel queries fail.
  return { ...common, dynamic_shared_memory_type: 'mmap' }
}

function sharedMemoryMegabytes(): number {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return (blocks * bsize) / megabyte
  } catch {
    return 0
  }
}

export function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
