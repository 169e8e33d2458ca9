import type { JsonObject } from '../json-value.ts';
import type { SimulatorSettings } from '../simulator-options.ts';

const defaultFields = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
];

/** The business number's fields; `?fields=` picks some. WhatsApp Cloud API, phone numbers. */
export function describePhoneNumber(settings: SimulatorSettings, fields: string | null): JsonObject {
  const all: JsonObject = {
    verified_name: settings.verifiedName,
    code_verification_status: 'VERIFIED',
    display_phone_number: `+${settings.displayPhoneNumber}`,
    quality_rating: 'GREEN',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    is_on_biz_app: false,
    name_status: 'APPROVED',
    whatsapp_business_manager_messaging_limit: 'TIER_250',
    health_status: { can_send_message: 'AVAILABLE' },
  };
  const wanted = fields === null ? defaultFields : fields.split(',').map((field) => field.trim());
  const picked = Object.entries(all).filter(([field]) => wanted.includes(field));
  return { ...Object.fromEntries(picked), id: settings.phoneNumberId };
}
