import type { ChangeFeed } from '../change-feed.ts';
import type { ChatLog } from '../chat/chat-log.ts';
import type { TaskClock } from '../clock/task-clock.ts';
import type { CustomerDirectory } from '../customer/customer-directory.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { MediaStore } from '../media/media-store.ts';
import type { SeededRandom } from '../random/seeded-random.ts';
import type { SimulatorSettings } from '../simulator-options.ts';
import type { Outbox } from '../status/outbox.ts';
import type { StatusReporter } from '../status/status-reporter.ts';
import type { TraceLog } from '../trace/trace-log.ts';
import type { RateLimits } from './rate-limits.ts';

/** Everything the Graph side works with. */
export interface GraphContext {
  readonly settings: SimulatorSettings;
  readonly clock: TaskClock;
  readonly trace: TraceLog;
  readonly faults: FaultPlan;
  readonly changes: ChangeFeed;
  readonly customers: CustomerDirectory;
  readonly chats: ChatLog;
  readonly media: MediaStore;
  readonly outbox: Outbox;
  readonly statuses: StatusReporter;
  readonly limits: RateLimits;
  /** For message ids and media tickets. */
  readonly ids: SeededRandom;
  /** For trace ids of errors. */
  readonly traceIds: SeededRandom;
}
