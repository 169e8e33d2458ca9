import type { ChangeFeed } from '../change-feed.ts';
import { SeededRandom } from '../random/seeded-random.ts';
import { countryOfPhone, createParentUserId, createUserId, isUserId } from '../random/user-id.ts';
import { SimulatorError } from '../simulator-error.ts';
import type { CustomerRecord, SimulatedCustomerOptions } from './customer-record.ts';

const firstNames = [
  'Ana',
  'Ben',
  'Chloe',
  'Dmitri',
  'Esi',
  'Farid',
  'Grace',
  'Hiro',
  'Ines',
  'Jonas',
  'Kavya',
  'Liam',
];
const lastNames = ['Silva', 'Okafor', 'Meyer', 'Tanaka', 'Rossi', 'Haddad', 'Novak', 'Kaur', 'Lopez', 'Berg'];

/** The digits of a dialled number. @throws {@link SimulatorError} `invalid_option` when it cannot be one. */
export function phoneDigits(phone: string): string {
  const digits = phone.replace(/[\s().-]/g, '').replace(/^\+/, '');
  if (!/^\d{6,15}$/.test(digits)) {
    throw new SimulatorError(
      'invalid_option',
      `"${phone}" is not a phone number: give 6 to 15 digits, e.g. +16505551234.`,
    );
  }
  return digits;
}

/** The simulated customers, found by phone, user id or the simulator's own id. */
export class CustomerDirectory {
  readonly #customers: CustomerRecord[] = [];
  readonly #rotatedUserIds = new Set<string>();
  readonly #identitySeed: string;
  readonly #changes: ChangeFeed;

  constructor(identitySeed: string, changes: ChangeFeed) {
    this.#identitySeed = identitySeed;
    this.#changes = changes;
  }

  /** In the order they first appeared. */
  get all(): readonly CustomerRecord[] {
    return this.#customers;
  }

  /** @throws {@link SimulatorError} `unknown_customer`. */
  get(id: string): CustomerRecord {
    const customer = this.#customers.find((candidate) => candidate.id === id);
    if (customer === undefined) throw new SimulatorError('unknown_customer', `There is no customer "${id}".`);
    return customer;
  }

  /** By the digits of the phone or `wa_id`. */
  findByPhone(digits: string): CustomerRecord | undefined {
    return this.#customers.find((customer) => customer.waId === digits || customer.phone === `+${digits}`);
  }

  /** By the current user id or parent user id; rotated ones are gone. */
  findByUserId(userId: string): CustomerRecord | undefined {
    return this.#customers.find((customer) => customer.userId === userId || customer.parentUserId === userId);
  }

  /** True for a user id that a customer once had. */
  wasRotated(userId: string): boolean {
    return this.#rotatedUserIds.has(userId);
  }

  /** The customer with this phone or user id, made if new. Options of a known customer change it. */
  obtain(options: SimulatedCustomerOptions): CustomerRecord {
    const digits = options.phone === undefined ? undefined : phoneDigits(options.phone);
    const known =
      (digits === undefined ? undefined : this.findByPhone(digits)) ??
      (options.userId === undefined ? undefined : this.findByUserId(options.userId));
    const customer = known ?? this.#create(digits, options);
    if (known !== undefined) applyOptions(known, options);
    this.touched(customer);
    return customer;
  }

  /** Gives a new user id (and parent id where there was one). */
  rotateUserId(customer: CustomerRecord): void {
    customer.rotations += 1;
    this.#rotatedUserIds.add(customer.userId);
    const facts = this.#factsOf(customer.id, customer.phone, customer.rotations, customer.country);
    customer.userId = createUserId(facts);
    if (customer.parentUserId !== undefined) customer.parentUserId = createParentUserId(facts);
    this.touched(customer);
  }

  /** Tells listeners that something about the customer changed. */
  touched(customer: CustomerRecord): void {
    this.#changes.publish({ type: 'customer', customerId: customer.id });
  }

  #factsOf(id: string, phone: string | undefined, rotation: number, country: string) {
    return { seed: this.#identitySeed, key: phone ?? id, rotation, country };
  }

  #create(digits: string | undefined, options: SimulatedCustomerOptions): CustomerRecord {
    if (options.userId !== undefined && !isUserId(options.userId)) {
      throw new SimulatorError(
        'invalid_option',
        `"${options.userId}" is not a user id like US.13491208655302741918.`,
      );
    }
    const id = `c${this.#customers.length + 1}`;
    const phone = digits === undefined ? undefined : `+${digits}`;
    const country = options.userId?.slice(0, 2) ?? countryOfPhone(digits ?? '');
    const facts = this.#factsOf(id, phone, 0, country);
    const parent = options.parentUserId === true ? createParentUserId(facts) : options.parentUserId;
    const customer: CustomerRecord = {
      id,
      phone,
      waId: options.waId ?? digits,
      name: options.name === null ? undefined : (options.name ?? this.#nameFor(phone ?? id)),
      username: options.username,
      userId: options.userId ?? createUserId(facts),
      parentUserId: parent,
      identity: options.identity ?? (digits === undefined ? 'user_id' : 'phone_and_user_id'),
      autoRead: options.autoRead ?? false,
      onWhatsApp: options.onWhatsApp ?? true,
      chatOpen: false,
      lastInboundAt: undefined,
      rotations: 0,
      country,
    };
    this.#customers.push(customer);
    return customer;
  }

  #nameFor(key: string): string {
    const random = new SeededRandom(`${this.#identitySeed}/name/${key}`);
    return `${firstNames[random.below(firstNames.length)]} ${lastNames[random.below(lastNames.length)]}`;
  }
}

function applyOptions(customer: CustomerRecord, options: SimulatedCustomerOptions): void {
  if (options.name !== undefined) customer.name = options.name ?? undefined;
  if (options.username !== undefined) customer.username = options.username;
  if (options.waId !== undefined) customer.waId = options.waId;
  if (options.userId !== undefined) customer.userId = options.userId;
  if (typeof options.parentUserId === 'string') customer.parentUserId = options.parentUserId;
  if (options.identity !== undefined) customer.identity = options.identity;
  if (options.autoRead !== undefined) customer.autoRead = options.autoRead;
  if (options.onWhatsApp !== undefined) customer.onWhatsApp = options.onWhatsApp;
}
