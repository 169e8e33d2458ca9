import { z } from 'zod';
import {
  businessHoursListSchema,
  businessHoursPatchSchema,
  businessHoursSchema,
  newBusinessHoursSchema,
} from './business-hours.ts';
import { businessHoursIdSchema } from './ids.ts';
import { defineRoutes } from './route.ts';

const params = z.strictObject({ id: businessHoursIdSchema });

/** When people answer. */
export const businessHoursRoutes = defineRoutes({
  listBusinessHours: {
    method: 'GET',
    path: '/v1/business-hours',
    summary: 'List business hours',
    tag: 'Business hours',
    auth: 'apiKey',
    least: 'supervisor',
    responses: { 200: { description: 'All of them by name.', schema: businessHoursListSchema } },
    errors: [],
  },
  createBusinessHours: {
    method: 'POST',
    path: '/v1/business-hours',
    summary: 'Add business hours',
    description: 'An inbox gets them with its `businessHoursId`.',
    tag: 'Business hours',
    auth: 'apiKey',
    least: 'admin',
    idempotent: true,
    body: newBusinessHoursSchema,
    responses: { 201: { description: 'The business hours.', schema: businessHoursSchema } },
    errors: ['invalid_business_hours', 'not_storable'],
  },
  getBusinessHours: {
    method: 'GET',
    path: '/v1/business-hours/:id',
    summary: 'Read business hours',
    tag: 'Business hours',
    auth: 'apiKey',
    least: 'supervisor',
    params,
    responses: { 200: { description: 'The business hours.', schema: businessHoursSchema } },
    errors: ['business_hours_not_found'],
  },
  changeBusinessHours: {
    method: 'PATCH',
    path: '/v1/business-hours/:id',
    summary: 'Change business hours',
    description: 'Lists are replaced as a whole. Holds for the next message.',
    tag: 'Business hours',
    auth: 'apiKey',
    least: 'admin',
    params,
    body: businessHoursPatchSchema,
    responses: { 200: { description: 'The business hours as they are now.', schema: businessHoursSchema } },
    errors: ['business_hours_not_found', 'invalid_business_hours', 'stale_write', 'not_storable'],
  },
  removeBusinessHours: {
    method: 'DELETE',
    path: '/v1/business-hours/:id',
    summary: 'Remove business hours',
    description: 'Refused while an inbox has them.',
    tag: 'Business hours',
    auth: 'apiKey',
    least: 'admin',
    params,
    responses: { 200: { description: 'The business hours as they were.', schema: businessHoursSchema } },
    errors: ['business_hours_not_found', 'business_hours_in_use'],
  },
});
