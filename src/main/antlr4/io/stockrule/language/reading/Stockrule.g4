// The profile language, one statement at a time. Statements are told apart before parsing (a statement ends with its
// line), so that a mistake in one never hides a mistake in the next. The grammar is whole; what the product cannot do
// yet is refused when the tree is built, in words of its own.
//
// Every choice is decided by the next token, so the position of a mistake is exact. The exceptions are `and`, which
// either ends a list of names or joins two tests, and the `on` of an expectation, which begins `on hand` or says the
// day: these take two.
grammar Stockrule;

options {
    caseInsensitive = true;
}

statement
    : ( profile
      | selection limit?
      | counting limit?
      | reserve limit?
      | share limit?
      | quantityMode limit?
      | minimumOrSteps limit?
      | include limit?
      | lead limit?
      | when
      | promise
      | expect
      ) EOF
    ;

profile
    : PROFILE TEXT
    ;

selection
    : USE ( ALL WAREHOUSES ( EXCEPT names )?
          | ( WAREHOUSE | WAREHOUSES ) names
          | THE FIRST OF names WITH AT LEAST NUMBER
          )
    ;

counting
    : COUNT ( AVAILABLE | ON HAND ) ( AND INCOMING )?
    ;

reserve
    : KEEP ( NUMBER | PERCENT ) IN RESERVE ( AT TEXT )?
    ;

share
    : OFFER PERCENT
    ;

quantityMode
    : QUANTITY ( productValue
               | SINGLE STOCK?
               | CUSTOM QUANTITY? NUMBER
               | NOT MORE_WORD THAN NUMBER
               )
    ;

productValue
    : PRODUCT ( VALUE | QUANTITY )
    ;

minimumOrSteps
    : LIST ( NOTHING BELOW NUMBER
           | IN STEPS OF NUMBER
           )
    ;

include
    : INCLUDE RULES TEXT
    ;

lead
    : HANDLING TIME NUMBER ( DAY | DAYS )
    ;

limit
    : WHERE condition
    ;

when
    : WHEN ( STOCK IS UNKNOWN THEN unknownAction limit?
           | condition THEN branch ( OTHERWISE branch )?
           )
    ;

branch
    : action ( AND action )*
    ;

unknownAction
    : LIST NUMBER
    | HOLD
    | STOP
    ;

condition
    : term ( OR term )*
    ;

term
    : factor ( AND factor )*
    ;

factor
    : NOT factor
    | OPEN condition CLOSE
    | test
    ;

test
    : amount comparison
    | word wordTest
    | dateTest
    | timeTest
    | dayTest
    | keepsSelling
    ;

amount
    : ( AVAILABLE | held ) ( AT TEXT )?
    | SELLABLE
    | LISTED
    ;

held
    : ON HAND
    | COMMITTED
    | INCOMING
    ;

comparison
    : IS ( NUMBER
         | NOT NUMBER
         | BELOW NUMBER
         | ABOVE NUMBER
         | AT ( LEAST | MOST ) NUMBER
         | BETWEEN NUMBER AND NUMBER
         )
    ;

word
    : SKU
    | VENDOR
    | PRODUCT ( TYPE | STATUS )
    | TAG
    | BARCODE
    | TITLE
    | MARKETPLACE
    | COLLECTION
    | METAFIELD TEXT
    ;

wordTest
    : IS NOT? ( TEXT | ONE OF names | EMPTY )
    | ( STARTS | ENDS ) WITH TEXT
    | CONTAINS TEXT
    ;

dateTest
    : DATE_WORD IS ( calendarDay | BEFORE calendarDay | AFTER calendarDay | BETWEEN calendarDay AND calendarDay )
    ;

calendarDay
    : DATE
    | MONTH_DAY
    ;

timeTest
    : TIME IS BETWEEN CLOCK AND CLOCK
    ;

dayTest
    : DAY IS NOT? ( weekday | ONE OF weekday ( COMMA weekday )* )
    ;

weekday
    : MONDAY | TUESDAY | WEDNESDAY | THURSDAY | FRIDAY | SATURDAY | SUNDAY
    ;

keepsSelling
    : SHOPIFY KEEPS SELLING
    ;

action
    : LIST ( NUMBER | productValue | AT ( LEAST | MOST ) NUMBER )
    | ADD NUMBER
    | SUBTRACT NUMBER
    | HOLD
    | STOP
    | lead
    ;

promise
    : PROMISE LISTED ( IS ( AT MOST AVAILABLE | NUMBER WHEN AVAILABLE IS NUMBER )
                     | NEVER RISES WHEN AVAILABLE FALLS
                     )
    ;

expect
    : EXPECT given ( COMMA given )* withWords? onDay? outcome ( COMMA? THEN step outcome )*
    ;

step
    : ( ( NUMBER | given ) ( COMMA given )* )? withWords? onDay?
    ;

withWords
    : WITH wordGiven ( COMMA wordGiven )*
    ;

onDay
    : ON calendarDay CLOCK?
    ;

given
    : AVAILABLE NUMBER
    | TEXT NUMBER ( ON HAND NUMBER )? ( COMMITTED NUMBER )? ( INCOMING NUMBER )?
    | STOCK UNKNOWN
    | PACK NUMBER
    | keepsSelling
    ;

wordGiven
    : word IS TEXT
    ;

outcome
    : LISTS NUMBER
    | HOLDS
    | STOPS
    ;

names
    : TEXT ( COMMA TEXT )* ( AND TEXT )?
    ;

ABOVE       : 'above';
ADD         : 'add';
AFTER       : 'after';
ALL         : 'all';
AND         : 'and';
AT          : 'at';
AVAILABLE   : 'available';
BARCODE     : 'barcode';
BEFORE      : 'before';
BELOW       : 'below';
BETWEEN     : 'between';
COLLECTION  : 'collection';
COMMITTED   : 'committed';
CONTAINS    : 'contains';
COUNT       : 'count';
CUSTOM      : 'custom';
DATE_WORD   : 'date';
DAY         : 'day';
DAYS        : 'days';
EMPTY       : 'empty';
ENDS        : 'ends';
EXCEPT      : 'except';
EXPECT      : 'expect';
FALLS       : 'falls';
FIRST       : 'first';
FRIDAY      : 'friday';
HAND        : 'hand';
HANDLING    : 'handling';
HOLD        : 'hold';
HOLDS       : 'holds';
IN          : 'in';
INCLUDE     : 'include';
INCOMING    : 'incoming';
IS          : 'is';
KEEP        : 'keep';
KEEPS       : 'keeps';
LEAST       : 'least';
LIST        : 'list';
LISTED      : 'listed';
LISTS       : 'lists';
MARKETPLACE : 'marketplace';
METAFIELD   : 'metafield';
MONDAY      : 'monday';
MORE_WORD   : 'more';
MOST        : 'most';
NEVER       : 'never';
NOT         : 'not';
NOTHING     : 'nothing';
OF          : 'of';
OFFER       : 'offer';
ON          : 'on';
ONE         : 'one';
OR          : 'or';
OTHERWISE   : 'otherwise';
PACK        : 'pack';
PRODUCT     : 'product';
PROFILE     : 'profile';
PROMISE     : 'promise';
QUANTITY    : 'quantity';
RESERVE     : 'reserve';
RISES       : 'rises';
RULES       : 'rules';
SATURDAY    : 'saturday';
SELLABLE    : 'sellable';
SELLING     : 'selling';
SHOPIFY     : 'shopify';
SINGLE      : 'single';
SKU         : 'sku';
STARTS      : 'starts';
STATUS      : 'status';
STEPS       : 'steps';
STOCK       : 'stock';
STOP        : 'stop';
STOPS       : 'stops';
SUBTRACT    : 'subtract';
SUNDAY      : 'sunday';
TAG         : 'tag';
THAN        : 'than';
THE         : 'the';
THEN        : 'then';
THURSDAY    : 'thursday';
TIME        : 'time';
TITLE       : 'title';
TUESDAY     : 'tuesday';
TYPE        : 'type';
UNKNOWN     : 'unknown';
USE         : 'use';
VALUE       : 'value';
VENDOR      : 'vendor';
WAREHOUSE   : 'warehouse';
WAREHOUSES  : 'warehouses';
WEDNESDAY   : 'wednesday';
WHEN        : 'when';
WHERE       : 'where';
WITH        : 'with';

COMMA : ',';
OPEN  : '(';
CLOSE : ')';

// Escapes and length are checked on the token, where the merchant can be told what is wrong.
TEXT    : '"' ( '\\' ~[\n] | ~["\\\n] )* '"';
NUMBER  : '-'? DIGIT+;
PERCENT : DIGIT+ '%';
DATE    : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT;
MONTH_DAY : DIGIT DIGIT '-' DIGIT DIGIT;
CLOCK   : DIGIT DIGIT ':' DIGIT DIGIT;

SPACE   : ( '\t' | '\n' | [\p{Zs}] )+ -> skip;
COMMENT : '#' ~[\n]* -> skip;

// What no statement contains, in the largest pieces that one message can speak of.
STRANGE_NUMBER : [+\-]? DIGIT+ ( [_.:/'\-] [a-z0-9]+ | ',' DIGIT+ | [a-z_]+ DIGIT* )* '%'?;
UNCLOSED_TEXT  : '"' ( '\\' ~[\n] | ~["\\\n] )* '\\'?;
STRANGE_TEXT   : QUOTE ~['"\n\u2018-\u201F\u00AB\u00BB\u2039\u203A]* QUOTE;
STRANGE_WORD options { caseInsensitive = false; } : [\p{L}_] [\p{L}\p{M}\p{N}_]*;
STRANGE        : .;

fragment DIGIT : [0-9];
fragment QUOTE : ['\u2018-\u201F\u00AB\u00BB\u2039\u203A];
