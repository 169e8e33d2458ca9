/** One line of a dialogue: `c` = customer, `a` = agent, `n` = internal note. */
export type Line = readonly ['c' | 'a' | 'n', string];

/** What a conversation is about, and how it goes if it runs to its end. */
export interface Topic {
  readonly subject: string;
  readonly language: string;
  readonly lines: readonly Line[];
}

/** Dialogues of a shop's desk. Names, numbers and places are made up. */
export const topics: readonly Topic[] = [
  {
    subject: 'Refund still missing',
    language: 'en',
    lines: [
      ['c', 'Hi, I sent the jacket back two weeks ago and my refund is still missing.'],
      ['c', 'Order 10234, tracking says you received it on the 3rd'],
      ['a', 'Hello! Thanks for the order number, I am checking with our warehouse right now.'],
      [
        'n',
        'Return is booked in, refund was started on the 6th but the bank sent it back: card was replaced.',
      ],
      [
        'a',
        'Your return arrived and we refunded it on the 6th, but the bank sent the money back. Did you get a new card lately?',
      ],
      ['c', 'Oh. Yes, my old one expired last month'],
      [
        'a',
        'That explains it. I have started the refund again to your new card, it takes two to three days.',
      ],
      ['c', 'Perfect, thank you so much!'],
    ],
  },
  {
    subject: 'Where is my order?',
    language: 'en',
    lines: [
      ['c', 'Where is my order? It should have been here on Tuesday'],
      ['a', 'Sorry about that. Could you send me the order number, please?'],
      ['c', '10377'],
      ['a', 'Thanks. It is at the depot in your city and goes out tomorrow between 9 and 12.'],
      ['c', 'ok, somebody will be home'],
    ],
  },
  {
    subject: 'Wrong size',
    language: 'en',
    lines: [
      ['c', 'The boots came in 43 but I ordered 42 😕'],
      [
        'a',
        'That should not happen. Shall I send the right size today? You can give the driver the wrong pair.',
      ],
      ['c', 'Yes please. Same address as before'],
      ['a', 'Done. You get a message with the tracking number tonight.'],
    ],
  },
  {
    subject: 'Invoice for our company',
    language: 'en',
    lines: [
      ['c', 'Good morning, could you send the invoice for order 10398 with our VAT number? DE811907980'],
      ['n', 'Needs the finance team for invoices older than 30 days.'],
      ['a', 'Good morning. I have asked our finance team; you get the new invoice by e-mail today.'],
      ['c', 'Great, thanks'],
    ],
  },
  {
    subject: 'Change delivery address',
    language: 'en',
    lines: [
      ['c', 'Can I still change the delivery address? I am moving on Friday'],
      ['a', 'If it has not left yet, yes. What is the new address?'],
      ['c', 'Harbour Street 12, second floor'],
      ['a', 'Changed. It goes to Harbour Street 12 now.'],
      ['c', 'You are the best'],
    ],
  },
  {
    subject: 'Tent pole broken',
    language: 'en',
    lines: [
      ['c', 'One of the tent poles broke on the first night. We are in the mountains until Sunday'],
      ['c', 'Is there a way to fix it here?'],
      [
        'a',
        'Oh no. There is a repair sleeve in the small bag with the pegs: slide it over the crack and tape both ends.',
      ],
      ['c', 'Found it! Works for now'],
      ['a', 'Good. I am sending a new pole to your home so that it is there when you are back.'],
    ],
  },
  {
    subject: 'Voucher does not work',
    language: 'en',
    lines: [
      ['c', 'My voucher AUTUMN20 does not work. It says expired but it is valid until the 30th'],
      ['a', 'You are right, it should still work. Could you try it once more now?'],
      ['c', 'Works! What was it?'],
      ['a', 'Its end date had the wrong month on our side. Thank you for telling us.'],
    ],
  },
  {
    subject: 'Paketschein für Rücksendung',
    language: 'de',
    lines: [
      [
        'c',
        'Hallo, ich brauche einen neuen Paketschein für die Rücksendung. Der alte lässt sich nicht drucken.',
      ],
      ['a', 'Guten Tag! Ich schicke Ihnen gleich einen neuen per E-Mail. Passt die Adresse noch?'],
      ['c', 'Ja, alles wie gehabt. Danke für die schnelle Hilfe!'],
    ],
  },
  {
    subject: 'Talla equivocada',
    language: 'es',
    lines: [
      ['c', 'Hola, ¿puedo cambiar la chaqueta por una talla M? La S me queda pequeña.'],
      ['a', '¡Claro! Tenemos la M en azul y en verde. ¿Cuál prefiere?'],
      ['c', 'La verde, por favor 💚'],
      ['a', 'Perfecto, sale hoy mismo.'],
    ],
  },
  {
    subject: 'استبدال الحذاء',
    language: 'ar',
    lines: [
      ['c', 'مرحبا، وصلني الحذاء بمقاس مختلف. هل يمكن استبداله؟'],
      ['a', 'أهلاً بك، بالتأكيد. ما المقاس الذي تحتاجه؟'],
      ['c', 'مقاس 42 من فضلك، الطلب رقم 10412'],
    ],
  },
  {
    subject: 'Prazo de entrega',
    language: 'pt',
    lines: [
      ['c', 'Bom dia! Qual é o prazo de entrega para o Porto?'],
      ['a', 'Bom dia! Normalmente dois a três dias úteis.'],
      ['c', 'Ótimo, obrigado'],
    ],
  },
  {
    subject: 'Paid twice',
    language: 'en',
    lines: [
      ['c', 'I was charged twice for the same order!'],
      ['c', 'Both times 64.90'],
      ['a', 'I see both. The second one is only a hold that your bank drops by itself within three days.'],
      ['n', 'Watch: if the hold is not gone by Friday, open a case with payments.'],
      ['c', 'Fine, I will wait until Friday then.'],
    ],
  },
  {
    subject: 'Gift wrapping',
    language: 'en',
    lines: [
      ['c', 'Do you do gift wrapping? It is for my daughter, she turns 10 on Saturday'],
      ['a', 'We do, and we add a card. What should it say?'],
      ['c', '“For your first night outside. Love, Mum”'],
      ['a', 'Lovely. Wrapped and on its way, it arrives on Friday.'],
    ],
  },
  {
    subject: 'Sleeping bag: down or synthetic?',
    language: 'en',
    lines: [
      ['c', 'Hey, quick question: down or synthetic for Iceland in September?'],
      ['a', 'Synthetic: it stays warm when wet, and it will be wet. The Nordlys 2 goes down to −4 °C.'],
      ['c', 'Sold. Is it in stock in the Berlin store?'],
      ['a', 'Three left in Berlin. Shall I put one aside for you until tomorrow evening?'],
      ['c', 'yes please, name is Osei'],
    ],
  },
];
