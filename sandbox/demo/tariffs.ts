/**
 * What the demo sells: names and prices such as real hosts have. Prices are major units per hour; after the hours of a
 * cap the rest of a calendar month is free.
 */
export const DEMO_TARIFFS = [
  {
    key: 'vps-start',
    currency: 'RUB',
    name: 'VPS Start',
    price: '1.37',
    description: '1 vCPU · 2 GB · 30 GB NVMe',
  },
  {
    key: 'game',
    currency: 'RUB',
    name: 'Minecraft, 20 players',
    price: '2.74',
    description: '2 vCPU · 6 GB · DDoS shield',
  },
  {
    key: 'vps-pro',
    currency: 'RUB',
    name: 'VPS Pro',
    price: '6.85',
    description: '4 vCPU · 8 GB · 120 GB NVMe',
  },
  {
    key: 'gpu-a100',
    currency: 'RUB',
    name: 'GPU A100',
    price: '312.00',
    description: '1 × A100 80 GB · 12 vCPU · 120 GB',
  },
  {
    key: 'cloud-s',
    currency: 'USD',
    name: 'Cloud S',
    price: '0.00893',
    description: '1 vCPU · 1 GB · 25 GB SSD',
  },
  {
    key: 'cloud-m',
    currency: 'USD',
    name: 'Cloud M',
    price: '0.03571',
    monthlyCapHours: 672,
    description: '2 vCPU · 4 GB · 80 GB SSD',
  },
  {
    key: 'api-seat',
    currency: 'USD',
    name: 'API seat',
    price: '0.04110',
    description: 'One concurrent request',
  },
  {
    key: 'gpu-h100',
    currency: 'USD',
    name: 'GPU H100',
    price: '3.39',
    description: '1 × H100 80 GB · 16 vCPU · 200 GB',
  },
] as const

/** One of the demo's tariffs. */
export type DemoTariffKey = (typeof DEMO_TARIFFS)[number]['key']
