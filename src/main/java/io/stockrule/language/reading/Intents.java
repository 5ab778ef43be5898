package io.stockrule.language.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/// What people write who come from a spreadsheet, from a programming language, or from another tongue, and what it
/// means here. Only [Rewording] reads it, and only where a statement does not read on.
///
/// A row is `written | written → meaning`. `{below}` stands for each word of that group. A letter
/// stands for a value: `N` a whole number, `M` one below zero (written without its sign in the
/// meaning), `P` a percentage, `F` a fraction such as 0.1 (in the meaning, its percentage), `T` a text
/// in quotes, `D` a date, `W` a word that the language does not know; `T1` and `T2` are two. `$` is
/// the end of the statement. A meaning that starts with `?` is likely, not certain.
///
/// A row need not lead to the end: `available < 3` becomes `available is below 3` by one row, and what is left is tried
/// again. Nothing is offered that does not read as a whole statement in the end.
final class Intents {
    private static final String GROUPS = """
            below   = less than | fewer than | smaller than | lower than | is less | is lower | is smaller | under | less \
            | lower | < | unter | weniger als | kleiner als | moins de | inférieur à | moins que | menos de | menor que \
            | inferior a | meno di | minore di | inferiore a | sotto
            above   = more than | greater than | bigger than | larger than | higher than | over | more | greater | exceeds \
            | > | über | mehr als | größer als | plus de | supérieur à | plus que | más de | mayor que | superior a \
            | più di | maggiore di | superiore a | sopra
            most    = max | maximum | at most | up to | no more than | never more than | < = | = < | ≤ | nicht mehr als \
            | höchstens | maximal | pas plus de | au plus | au maximum | no más de | máximo | como máximo | non più di \
            | al massimo | massimo
            mostof  = less than or equal to | less than or equal | not more than | not above | not over | below or equal to \
            | kleiner gleich
            least   = min | minimum | at least | no less than | not less than | > = | = > | ≥ | mindestens | minimal \
            | nicht weniger als | au moins | au minimum | al menos | como mínimo | mínimo | almeno | minimo
            leastof = greater than or equal to | greater than or equal | more than or equal to | not below | not under \
            | größer gleich
            stock   = stock | stock level | inventory | in stock | quantity available | available quantity \
            | available stock | qty | units | bestand | lagerbestand | verfügbar | vorrat | disponible | existencias \
            | disponibile | giacenza | quantity | availability
            field   = sku | vendor | product type | tag | barcode | title | marketplace | collection \
            | product status
            amount  = available | sellable | listed
            """;

    /// What a whole statement is started with.
    private static final String START = """
            if | whenever | in case | wenn | falls | sobald | si | cuando | quand | lorsque | se | quando → when
            exclude warehouse | exclude warehouses | exclude location | exclude | without warehouse \
            | without warehouses | without | ignore warehouse | ignore warehouses | ignore | except warehouse \
            | except warehouses | except | skip warehouse | not warehouse | do not use | don ' t use | ohne lager | ohne \
            | sans entrepôt | sans | sin almacén | sin | senza magazzino | senza → use all warehouses except
            use all except | use everything except | use all but | use all warehouses but | use all warehouses without \
            | all except | all warehouses except | all warehouses but | use all warehouses excluding | alle lager außer \
            | tous les entrepôts sauf | todos los almacenes excepto | tutti i magazzini tranne → use all warehouses except
            use | use only | use only warehouse | use only warehouses | only | only warehouse | only warehouses \
            | include warehouse | include warehouses | warehouse | warehouses | location | locations | use location \
            | use locations | from warehouse | lager | nutze lager | nur lager | entrepôt | utiliser entrepôt | almacén \
            | usar almacén | magazzino | usa magazzino → use warehouses
            use everything | everything | all warehouses | use all | alle lager → use all warehouses
            reserve N | reserve : N | reserve of N | reserve = N | buffer : N | buffer N | buffer of N | buffer = N | safety stock N \
            | safety stock = N | safety stock of N | keep back N | keep N back | hold back N | hold N back | set aside N \
            | keep N aside | withhold N | keep N as reserve | keep N for reserve | keep reserve N | keep reserve of N \
            | keep N reserve | keep N reserved | keep a reserve of N | keep at least N | reserviere N | reserve von N \
            | behalte N | behalte N zurück | behalte N in reserve | behalte N als reserve | halte N zurück \
            | N in reserve | réserver N | réserve N | réserve de N | garder N en réserve | garde N en réserve | garder N \
            | reservar N | reserva N | reserva de N | guardar N en reserva | guardar N | riserva N | riserva di N \
            | riservare N | tenere N in riserva | tieni N in riserva | tenere N → keep N in reserve
            reserve P | reserve : P | reserve of P | reserve = P | buffer P | buffer of P | safety stock P | keep back P | keep P back \
            | hold back P | set aside P | keep P aside | withhold P | keep P as reserve | keep P reserved \
            | keep P for reserve | keep reserve P | keep a reserve of P | reserviere P | behalte P | behalte P zurück \
            | behalte P in reserve | P in reserve | réserver P | réserve P | garder P en réserve | reservar P | reserva P \
            | guardar P en reserva | riserva P | tenere P in riserva → keep P in reserve
            reserve F | buffer F | keep F back | hold back F | keep F aside → keep F% in reserve
            keep F → keep F%
            quantity = stock - N | quantity = available - N | quantity is stock - N | quantity : stock - N \
            | quantity stock - N | quantity available - N | quantity is available - N | qty = stock - N \
            | list stock - N | list available - N | {stock} - N | available - N | {stock} minus N | available minus N \
            | quantity = stock minus N | quantity minus N | subtract N | minus N | list = stock - N → keep N in reserve
            quantity = stock M | quantity = available M | quantity stock M | list stock M | list available M \
            | stock M | available M | quantity is stock M → keep M in reserve
            quantity = stock * F | quantity = available * F | stock * F | offer F | share F | list F | sell F \
            | available * F | quantity F | quantity = F * stock → offer F%
            quantity = stock * P | offer P of stock | offer P of available | offer P of the stock | offer only P \
            | share P | sell P | list P | list P of stock | sell P of stock | use P of stock | P of stock | show P \
            | quantity P | quantity = P | quantity P of stock | biete P an | biete P | proposer P | offrir P | ofrecer P \
            | ofrece P | offri P | offrire P | advertise P → offer P
            offer half | offer half of stock | sell half → offer 50%
            offer all | offer everything | list all | list everything | quantity all | quantity everything \
            | quantity = stock | quantity = available | quantity stock | quantity available | list available | list stock \
            | list product value | quantity is stock | quantity is available | quantity as available | sell everything \
            | product value | product quantity → quantity product value
            offer N → ?offer N%
            {most} N | quantity {most} N | quantity is {most} N | quantity {mostof} N | quantity is {mostof} N \
            | list {most} N | list {mostof} N | offer {most} N | show {most} N | sell {most} N | {mostof} N | cap N \
            | cap at N | cap of N | limit N | limit to N | limit of N | limit quantity to N | limit quantity N \
            | quantity cap N | quantity limit N | cap quantity at N | quantity is capped at N | menge {most} N \
            | quantité {most} N | cantidad {most} N | quantità {most} N | liste {most} N | zeige {most} N \
            | never list more than N | never more than N | do not list more than N → quantity not more than N
            quantity {below} N | list {below} N → ?quantity not more than N
            {least} N | quantity {least} N | hide below N | nothing below N | list none below N | list zero below N \
            | list nothing {below} N | list nothing if below N | list nothing if {below} N | do not list below N \
            | list 0 below N | list 0 if below N | nothing {below} N | sell nothing below N | minimum of N \
            | minimum stock N → ?list nothing below N
            steps of N | in steps of N | step N | step of N | list in step of N | list steps of N | list in steps N \
            | in multiples of N | multiples of N | multiple of N | list in multiples of N | list multiples of N \
            | list only multiples of N | only multiples of N | quantity in steps of N | quantity in multiples of N \
            | quantity multiple of N | quantity is a multiple of N | quantity steps of N | round down to N \
            | round down to multiples of N | round down to a multiple of N | round to multiples of N \
            | round down in steps of N | round down to the nearest N | round down to steps of N | list in lots of N \
            | in lots of N | list in batches of N | in batches of N | in groups of N | list in groups of N | step size N \
            | step size of N | round in steps of N | in schritten von N | schrittweite N | vielfache von N \
            | ein vielfaches von N | abrunden auf N | par multiples de N | multiples de N \
            | par pas de N | par paliers de N | en múltiplos de N | múltiplos de N | de N en N | a multipli di N \
            | multipli di N | in passi di N → list in steps of N
            count onhand | count on_hand | count hand | count physical | count physical stock \
            | count stock on hand | count on stock | use on hand | use stock on hand | use physical stock \
            | count quantity on hand | stock is on hand | zähle bestand → count on hand
            count onhand and incoming | count on_hand and incoming \
            | count incoming and on hand | count on hand + incoming | count on hand plus incoming \
            | count on hand with incoming → count on hand and incoming
            count incoming and available | count available + incoming | count available plus incoming \
            | count available with incoming | include incoming | use incoming | add incoming | count stock and incoming \
            → count available and incoming
            count incoming | count only incoming → ?count available and incoming
            count everything | count stock | count all | count all stock | count available stock → ?count available
            round to N | round to nearest N | round to the nearest N | round N | multiple N | lots of N | batches of N \
            | groups of N → ?list in steps of N
            fixed N | fixed quantity N | quantity fixed N | quantity fixed at N | always N | always list N | custom N \
            | custom quantity N | quantity always N | quantity exactly N | show always N | menge immer N \
            | toujours N | siempre N | sempre N → quantity custom quantity N
            quantity N | quantity = N | quantity is N | quantity : N | list N | menge N | quantité N | cantidad N \
            | quantità N | qty N | qty = N → ?quantity custom quantity N
            single | single stock | one piece | only one | quantity one → quantity single stock
            lead time N days | lead time N | handling N days | handling N | handling time of N days | ship in N days \
            | ships in N days | shipping time N days | dispatch in N days | ship within N days | handling time is N days \
            | handling time = N | handling time : N days | delivery time N days | handling time N | handling time = N days \
            | lieferzeit N tage | bearbeitungszeit N tage | délai N jours | plazo N días | tempo N giorni \
            → handling time N days
            never oversell | no overselling | do not oversell | listed {most} available | listed {mostof} available \
            | listed is {most} available | listed is at most available | never list more than available \
            | promise listed {most} available | promise listed {mostof} available | promise listed is {most} available \
            | promise listed is {mostof} available | promise no overselling | promise never oversell \
            | promise listed at most available | promise available > = listed | promise {most} available \
            → promise listed is at most available
            promise never rises when available falls | promise listed never rises | promise listed never rises when stock \
            falls | listed never rises when available falls → promise listed never rises when available falls
            test | assert | check | example | erwarte | expects | ensure → expect
            expect N lists | expect stock N lists | expect {amount} = N lists | expect {amount} is N lists \
            | expect with N lists → expect available N lists
            expect {stock} N | expect stock = N | expect available = N | expect available is N | expect available : N \
            → expect available N
            expect T N1 onhand N2 | expect T N1 on_hand N2 | expect T N1 hand N2 \
            | expect T N1 on hands N2 | expect T N1 , on hand N2 → expect T N1 on hand N2
            rules | use rules | include file | include rule | include rule file → include rules
            include → ?include rules
            {field} is → when {field} is
            {amount} is → when {amount} is
            {stock} {below} → when available is below
            {stock} {above} → when available is above
            """;

    /// What is written into an exception.
    private static final String WHEN = """
            onhand | on_hand | stock on hand | quantity on hand | physical stock → on hand
            reserved for orders | allocated | unfulfilled → committed
            on order | on the way | inbound | in transit → incoming
            {stock} → available
            {stock} {below} → available is below
            {stock} {above} → available is above
            {stock} is {below} → available is below
            {stock} is {above} → available is above
            {stock} is out | out of stock | sold out | ausverkauft | épuisé | agotado | esaurito → available is at most 0
            {below} | is {below} | are {below} | ist {below} | est {below} | es {below} | è {below} → is below
            {above} | is {above} | are {above} | ist {above} | est {above} | es {above} | è {above} → is above
            {most} | {mostof} | is {most} | is {mostof} → is at most
            {least} | {leastof} | is {least} | is {leastof} → is at least
            is negative → is below 0
            is positive → is above 0
            is zero → is 0
            = | = = | = = = | equals | equal to | equal | is equal to | is exactly | ist | est | es | è → is
            ! = | < > | ≠ | is not equal to | does not equal | is different from | ungleich | ist nicht → is not
            is T1 or T2 | is T1 , T2 | is either T1 or T2 | is T1 or is T2 | is T1 / T2 | is in T1 , T2 \
            | in T1 , T2 | is any of T1 , T2 → is one of T1 , T2
            is not T1 or T2 | is not T1 , T2 | is neither T1 nor T2 | is not T1 and T2 | is not in T1 , T2 \
            | not in T1 , T2 | is none of T1 , T2 → is not one of T1 , T2
            , T1 or T2 | , T1 , or T2 | , T1 or is T2 → , T1 , T2
            one of T1 or T2 | one of T1 T2 → one of T1 , T2
            {amount} is N1 or N2 | {amount} is N1 , N2 → {amount} is N1 or {amount} is N2
            in ( T | is in ( T | is one of ( T | in [ T | is in [ T → is one of T
            , T ) | , T ] → , T
            includes | include | has | have | like | is like | matches | containing | does contain | enthält \
            | contient | contiene → contains
            begins with | start with | starting with | begins | starts | beginnt mit | commence par | empieza con \
            | inizia con → starts with
            end with | ending with | ends | ends in | endet mit | finit par | termina con | termina en → ends with
            is blank | is missing | is null | is none | is not set | has no value → is empty
            not blank | is not blank | is set | exists → is not empty
            {field} not contains | {field} does not contain | {field} not includes | {field} excludes \
            | {field} doesn ' t contain → not {field} contains
            {field} does not start with | {field} not starts with → not {field} starts with
            {field} does not end with | {field} not ends with → not {field} ends with
            {field} is not T1 or T2 → {field} is not one of T1 , T2
            {field} : T | {field} T | {field} = T → {field} is T
            tagged T | has tag T | with tag T | tagged with T | tags contains T | tags include T | tags includes T \
            | tag includes T | tags contain T | tag has T → tag is T
            tags | label | schlagwort | étiquette | etiqueta | etichetta → tag
            type | category | product category | kind | produkttyp | producttype | product_type → product type
            brand | supplier | manufacturer | maker | marke | hersteller | lieferant | marque | fournisseur | marca \
            | proveedor | fornitore → vendor
            name | product name | product title | titel | titre | título | titolo → title
            country → marketplace
            product is → product type is
            status | state | product state | publication status | produktstatus → product status
            article | article number | item number | artikelnummer → sku
            ean | gtin | upc → barcode
            {stock} in T | {amount} in T | {stock} in warehouse T | {stock} at T | {stock} at warehouse T \
            | available in warehouse T | available at warehouse T | {stock} from T → available at T
            between N1 to N2 | is between N1 to N2 | between N1 - N2 | is from N1 to N2 | from N1 to N2 \
            | is between N1 , N2 | between N1 , N2 | is between N1 & N2 | zwischen N1 und N2 | entre N1 et N2 \
            | entre N1 y N2 | tra N1 e N2 → is between N1 and N2
            between N1 M2 | is between N1 M2 → is between N1 and M2
            between N1 and N2 → is between N1 and N2
            stock is not known | stock is missing | stock is null | stock unknown | stock is empty | stock is undefined \
            | stock = unknown | {amount} is unknown | no stock known → stock is unknown
            , list → then list
            , stop → then stop
            , hold → then hold
            , add → then add
            , subtract → then subtract
            , then | : then → then
            : list → then list
            : stop → then stop
            : hold → then hold
            dann | alors | entonces | allora → then
            - > | = > list → then list
            then then → then
            then N | then list = N | then quantity N | then quantity = N | then set N | then set to N | then lists N \
            | then show N | then sell N | then offer N | then set quantity to N | then set quantity N | then use N \
            | then return N | then liste N | then zeige N | then custom N | then custom quantity N \
            | then quantity custom quantity N | then list only N | then list exactly N | then quantity custom N \
            | then set listed to N | then listed = N | then listed is N → then list N
            then nothing | then list nothing | then none | then zero | then list zero | then list none → then list 0
            then {most} N | then {mostof} N | then list {most} N | then list {mostof} N | then quantity {most} N \
            | then quantity not more than N | then cap N | then cap at N | then limit N | then limit to N \
            | then listed is at most N → then list at most N
            then {least} N | then list {least} N | then quantity {least} N → then list at least N
            then list all | then list everything | then list stock | then list available | then all \
            | then quantity product value | then product value → then list product value
            then stop selling | then delist | then unlist | then hide | then disable | then remove | then pause \
            | then end | then out of stock | then sold out → then stop
            do nothing | skip | wait | no change | do not update | send nothing → hold
            delist | unlist | hide | disable | stop selling → stop
            then do nothing | then skip | then wait | then ignore | then keep | then freeze | then no change \
            | then do not update | then don ' t update | then send nothing → then hold
            then + N | then increase by N | then plus N | then raise by N | then add + N | then list + N → then add N
            then - N | then reduce by N | then decrease by N | then minus N | then lower by N | then list - N \
            → then subtract N
            then M | then list M | then subtract M | then add M | then quantity M → then subtract M
            then single | then single stock | then quantity single stock | then quantity single → then list 1
            then reserve N | then keep N in reserve | then keep N → ?then subtract N
            is weekend | is the weekend | is wochenende → is one of saturday , sunday
            is weekday | is a weekday | is workday → is one of monday , tuesday , wednesday , thursday , friday
            weekend → day is one of saturday , sunday
            weekday | wochentag | jour | día | giorno | tag der woche → day
            {below} D | is {below} D | date {below} D → is before D
            {above} D | is {above} D → is after D
            since D | from D | is from D → ?is after D
            until D | is until D | till D → ?is before D
            from D1 to D2 | between D1 to D2 | is from D1 to D2 | between D1 - D2 | is between D1 to D2 \
            | is D1 to D2 → is between D1 and D2
            today | datum → date
            oversell is allowed | oversell | overselling | backorder | backorders allowed | continue selling \
            | continues selling | shopify continues selling | oversells | shopify oversells | overselling is allowed \
            | shopify keeps on selling | keeps selling → shopify keeps selling
            & & | & | und | et | plus | y | e → and
            ¦ ¦ | oder | ou | o → or
            nicht | pas | non | no | ! → not
            is is → is
            is is not → is not
            then when → then
            """;

    /// What can stand in any statement.
    private static final String ANYWHERE = """
            ; $ | . $ | , $ | : $ | ! $ →
            metafield W1 . W2 | metafield . W1 . W2 | metafields W1 . W2 → metafield "W1.W2"
            metafield custom . W | metafield . custom . W | metafields custom . W | custom . W → metafield "custom.W"
            metafields T → metafield T
            please | the product | bitte →
            N units | N unit | N pcs | N pc | N pieces | N piece | N items | N item | N ea | N each | N stück | N stk \
            | N einheiten | N pièces | N unités | N unidades | N piezas | N pezzi | N unità | N articles → N
            N percent | N per cent | N prozent | N pct | N % | N pourcent | N procent | N por ciento | N per cento → N%
            or else | else then | otherwise then | , otherwise | else | sonst | ansonsten | sinon | si no | de lo contrario \
            | altrimenti → otherwise
            , handling | with handling | plus handling | and a handling | , with handling → and handling
            zero | null | none | kein | keine → 0
            two | zwei | deux | dos | due → 2
            three | drei | trois | tres | tre → 3
            four | vier → 4
            five | fünf | cinq | cinco | cinque → 5
            ten | zehn | dix | diez | dieci → 10
            twenty → 20
            mon | montag | lundi | lunes | lunedì → monday
            tue | tues | dienstag | mardi | martes | martedì → tuesday
            wed | mittwoch | mercredi | miércoles | mercoledì → wednesday
            thu | thur | thurs | donnerstag | jeudi | jueves | giovedì → thursday
            fri | freitag | vendredi | viernes | venerdì → friday
            sat | samstag | sonnabend | samedi | sábado | sabato → saturday
            sun | sonntag | dimanche | domingo | domenica → sunday
            location | location s | store | stores | lager | entrepôt | almacén | magazzino → warehouses
            warehouse = T | warehouses = T | warehouse : T | warehouses : T | warehouse is T → warehouses T
            excluding | but not | außer | sauf | excepto | tranne → except
            verfügbar | disponible | disponibile | disponibles → available
            menge | quantité | cantidad | quantità | qty → quantity
            in der reserve | en réserve | en reserva | in riserva | as reserve | as buffer | as safety stock | back \
            | aside → in reserve
            for warehouse T | for T | in warehouse T | at warehouse T | in T | from T → at T
            tage | jours | días | giorni → days
            """;

    /// What is written into an expectation.
    private static final String EXPECT = """
            lists = N | = N $ | list N $ | listed N $ | gives N $ | shows N $ | show N $ | to list N $ | is N $ \
            | listet N $ | sells N $ → lists N
            : N $ | - > N $ → lists N
            is held | hold $ | held → holds
            is stopped | stop $ | stopped → stops
            tagged T → with tag is T
            and T N → , T N
            T = N | T : N | T is N | T has N → T N
            N in T | N at T | N from T → T N
            """;

    static final Intents ALL = new Intents();

    private final Map<String, List<Intent>> byFirstWord = new HashMap<>();
    private final List<Intent> byValue = new ArrayList<>();

    private Intents() {
        var groups = groups();
        read(START, Intent.Place.START, groups);
        read(WHEN, Intent.Place.WHEN, groups);
        read(EXPECT, Intent.Place.EXPECT, groups);
        read(ANYWHERE, Intent.Place.ANYWHERE, groups);
        var longestFirst =
                Comparator.comparingInt((Intent each) -> -each.words().size());
        byFirstWord.values().forEach(each -> each.sort(longestFirst));
        byValue.sort(longestFirst);
    }

    /// A row found in a text.
    ///
    /// @param from of the first of its words
    /// @param to behind the last
    /// @param meaning what is written instead
    record Found(int from, int to, String meaning, boolean certain) {}

    /// Those whose first word stands here, the longest first.
    Stream<Found> at(List<Token> tokens, int at) {
        return Stream.concat(
                        byFirstWord.getOrDefault(Intent.plain(tokens.get(at)), List.of()).stream(), byValue.stream())
                .flatMap(intent -> intent.foundAt(tokens, at).stream()
                        .map(meaning -> new Found(at, at + intent.length(), meaning, intent.certain())));
    }

    private void read(String rows, Intent.Place place, Map<String, List<String>> groups) {
        rows.lines().forEach(row -> {
            int arrow = row.indexOf('→');
            var meaning = row.substring(arrow + 1).strip();
            for (var written : alternatives(row.substring(0, arrow))) {
                add(written, meaning, place, groups);
            }
        });
    }

    private void add(String written, String meaning, Intent.Place place, Map<String, List<String>> groups) {
        var group = Pattern.compile("\\{(\\w+)}").matcher(written);
        if (group.find()) {
            for (var word : Optional.ofNullable(groups.get(group.group(1))).orElseThrow()) {
                add(written.replace(group.group(), word), meaning.replace(group.group(), word), place, groups);
            }
            return;
        }
        boolean certain = !meaning.startsWith("?");
        var intent = new Intent(words(written), certain ? meaning : meaning.substring(1), place, certain);
        (intent.startsWithAWord()
                        ? byFirstWord.computeIfAbsent(intent.words().getFirst(), _ -> new ArrayList<>())
                        : byValue)
                .add(intent);
    }

    private static Map<String, List<String>> groups() {
        var groups = new HashMap<String, List<String>>();
        GROUPS.lines()
                .map(line -> line.split(" += ", 2))
                .forEach(parts -> groups.put(parts[0].strip(), alternatives(parts[1])));
        return groups;
    }

    /// A bar parts them; one that is meant itself is written `¦`.
    private static List<String> alternatives(String written) {
        return Stream.of(written.split(" \\| ", -1))
                .map(each -> each.strip().replace('¦', '|'))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static List<String> words(String written) {
        return List.of(written.split(" +"));
    }

    static List<Token> tokens(String text) {
        var lexer = new StockruleLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        return List.copyOf(lexer.getAllTokens());
    }
}
