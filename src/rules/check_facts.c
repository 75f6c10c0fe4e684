/* What of a procedure no configuration changes: which moves leave a state, what each asks for, whom a clock tells.
 *
 * The graph may hold a quarter of a million configurations, and in each every move that leaves its state is asked. So
 * what their text says is put into bits once: a question in a configuration is then a comparison, however many lines
 * the move has. Where the answer is that something is wrong, the lines are read again to say which. */
#include "base/civil.h"
#include "rules/check.h"

static bool is_reporter(const struct procedure *procedure, const struct who *who) {
    return who->kind == WHO_FOLLOWER || cgov__who_reports(procedure, who);
}

/* True if an officer makes it who may have handled the item. */
static bool is_officer(const struct procedure *procedure, const struct who *who, uint8_t handler) {
    bool officer = who->kind == WHO_ROLE || who->kind == WHO_ANYONE ||
                   (who->kind == WHO_PARTY && !cgov__who_reports(procedure, who));
    return officer && (handler == NONE || !(who->excluded >> handler & 1));
}

static void find_actors(struct facts *facts, const struct procedure *procedure, uint8_t m, uint8_t handler) {
    const struct move *move = &procedure->moves[m];
    const uint64_t bit = UINT64_C(1) << m;
    bool reporters = move->by_count > 0;
    for (uint8_t i = 0; i < move->by_count; i++) {
        const struct who *who = &move->by[i];
        bool names = (who->kind == WHO_PARTY || who->kind == WHO_ROLE) && !who->of_parent;
        if (names && who->party != NONE) facts->asks[m].before |= (party_set)(1u << who->party);
        facts->asks[m].before |= who->excluded | who->also;
        for (uint8_t p = 0; p < procedure->party_count; p++)
            if (cgov__is_named(procedure, p)) facts->asks[m].before &= (party_set) ~(1u << p); /* may be nobody */
        reporters = reporters && is_reporter(procedure, who);
        if (who->kind != WHO_TIME) facts->somebody |= bit;
        if (is_officer(procedure, who, handler)) facts->officers |= bit;
    }
    if (reporters) facts->reporters |= bit;
    const uint32_t ways = cgov__move_ways(procedure, move);
    for (uint8_t o = 0; o < OUTCOME_KINDS; o++)
        if (ways >> o & 1 && cgov__move_claims(procedure, move, cgov__move_way(procedure, move, o).to))
            facts->claims |= bit;
}

bool cgov__is_checked(const struct rulebook *rulebook, const struct procedure *procedure) {
    for (uint8_t m = 0; m < procedure->move_count; m++)
        for (uint8_t b = 0; b < procedure->moves[m].by_count; b++) {
            const struct who *who = &procedure->moves[m].by[b];
            if (who->kind == WHO_ROLE && rulebook->roles[who->role].checks) return true;
        }
    return false;
}

/* What it does to the check that an item passes before it ends. */
static void find_checks(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure,
                        uint8_t m, uint8_t handler) {
    const struct move *move = &procedure->moves[m];
    const uint64_t bit = UINT64_C(1) << m;
    bool checkers = move->by_count > 0, sets = false;
    for (uint8_t i = 0; i < move->by_count; i++) {
        const bool checker = move->by[i].kind == WHO_ROLE && rulebook->roles[move->by[i].role].checks;
        checkers = checkers && checker;
    }
    for (uint8_t i = 0; i < move->set_count; i++) sets = sets || (handler != NONE && move->sets[i].party == handler);
    const bool ends = move->counts == COUNTS_REFUSAL || move->counts == COUNTS_WITHDRAWAL;
    const bool again = cgov__comes_back(move->counts);
    if (checkers && move->to != NONE && !move->opens_item && !ends && !again && !sets) facts->checks |= bit;
    if (sets || again) facts->works |= bit;
    if (ends || move->follows) facts->unchecked |= bit;
}

/* What a configuration decides of its conditions. */
static void find_conditions(struct facts *facts, const struct procedure *procedure, uint8_t m) {
    const struct move *move = &procedure->moves[m];
    struct asks *asks = &facts->asks[m];
    if (move->limit) {
        asks->room |= UINT32_C(1) << move->counter;
        facts->limits[move->counter] = (uint8_t)move->limit;
    }
    facts->conditions += move->clause_count;
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        const struct move *other = clause->move == NONE ? NULL : &procedure->moves[clause->move];
        if (clause->kind == CLAUSE_WITHIN || clause->kind == CLAUSE_AFTER) asks->timed |= (uint8_t)(1u << other->timer);
        if (clause->kind == CLAUSE_BEFORE) asks->running |= UINT32_C(1) << clause->clock;
        if (clause->kind != CLAUSE_WHEN) continue;
        if (clause->party != NONE) asks->after |= (party_set)(1u << clause->party);
        if (clause->guard != GUARD_USED_UP) continue;
        *(clause->negated ? &asks->room : &asks->full) |= UINT32_C(1) << other->counter;
    }
}

/* A length in the first unit surely lets a day be within one in the second: a working day is a day. */
static bool fits(const struct length *least, const struct length *most) {
    return least->n <= most->n && (least->unit == most->unit || most->unit == UNIT_WORKDAYS);
}

/* Whether the conditions of a move let a day of its own be named, or the day that stands surely comes: what asks for it
 * be far enough off, near enough, come or over. Where another cannot be given, one that is too near stays so. */
static bool day_nameable(const struct procedure *procedure, const struct move *move, uint8_t day) {
    const struct declared *detail = &procedure->details[procedure->kept[day]];
    const struct clause *ahead[MAX_CLAUSES];
    bool named = cgov__move_gets(move, procedure->kept[day]), comes = false, runs = false;
    uint8_t count = 0;
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->kind != CLAUSE_WHEN || clause->day != day) continue;
        comes = comes || clause->guard != GUARD_AHEAD;
        if (clause->guard == GUARD_AHEAD) ahead[count++] = clause;
    }
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock *clock = &procedure->clocks[c];
        if (clock->day != day || !(cgov__move_starts(procedure, move) >> c & 1)) continue;
        runs = true;
        for (uint8_t i = 0; i < count; i++)
            if (!fits(&ahead[i]->length, &clock->length)) return false;
    }
    if (!runs && !count) return !named || detail->min == DATE_MIN;
    return named && detail->min == DATE_MIN && detail->max == DATE_MAX && !(comes && count);
}

/* Whether a parent's move can name a day that a clock of its child runs to from its opening. */
static bool child_nameable(const struct procedure *procedure, const struct move *move, const struct procedure *child,
                           const struct clock *clock) {
    const struct declared *own = &child->details[child->kept[clock->day]], *detail = NULL;
    uint8_t place = 0;
    while (place < procedure->detail_count && strcmp(procedure->details[place].name, own->name) != 0) place++;
    if (place == procedure->detail_count || !cgov__move_gets(move, place)) return false;
    detail = &procedure->details[place];
    for (uint8_t i = 0; i < move->clause_count; i++) {
        const struct clause *clause = &move->clauses[i];
        if (clause->day == NONE || procedure->kept[clause->day] != place) continue;
        if (clause->guard != GUARD_AHEAD || !fits(&clause->length, &clock->length)) return false;
    }
    return detail->min == DATE_MIN && detail->max == DATE_MAX && own->min == DATE_MIN && own->max == DATE_MAX;
}

/* The moves that open a child with such a clock, and those of them that surely can. */
static void find_dated(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure,
                       uint8_t m) {
    const struct move *move = &procedure->moves[m];
    const uint64_t bit = UINT64_C(1) << m;
    if (move->dated) facts->dated |= bit;
    if (move->opens == NONE) return;
    const struct procedure *child = &rulebook->procedures[move->opens];
    const struct move *open = &child->moves[child->open];
    for (uint8_t c = 0; c < child->clock_count && open->dated; c++) {
        if (child->clocks[c].day == NONE || !(open->starts >> c & 1)) continue;
        facts->dated |= bit;
        facts->dated_child |= bit;
        if (!child_nameable(procedure, move, child, &child->clocks[c])) facts->nameable &= ~bit;
    }
}

/* The numbers of the item that a rule asks for which can stand there: how many seats, how much may be spent. */
static uint8_t asked_numbers(const struct rulebook *rulebook, const struct procedure *procedure,
                             const struct move *move) {
    const struct decision *decision = cgov__decision_of(procedure, move);
    uint8_t asked = 0;
    for (uint32_t r = 0; decision && r < rulebook->rule_count; r++) {
        const struct rule *rule = &rulebook->rules[r];
        if (!cgov__decision_may(rulebook, procedure, decision, rule)) continue;
        if (rule->seats_given) asked |= (uint8_t)(1u << procedure->seats_kept);
        if (rule->within_budget) asked |= (uint8_t)(1u << procedure->budget_kept);
    }
    return asked;
}

/* The days that a move surely gives, and those that its guards, and clocks that it starts, ask for. */
static void find_days(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure,
                      uint8_t m) {
    const struct move *move = &procedure->moves[m];
    struct asks *asks = &facts->asks[m];
    bool nameable = true;
    for (uint8_t i = 0; i < move->clause_count; i++)
        if (move->clauses[i].day != NONE) asks->days |= (uint8_t)(1u << move->clauses[i].day);
    for (uint8_t c = 0; c < procedure->clock_count && move->dated; c++)
        if (procedure->clocks[c].day != NONE && cgov__move_starts(procedure, move) >> c & 1)
            asks->days |= (uint8_t)(1u << procedure->clocks[c].day);
    for (uint8_t d = 0; d < procedure->kept_count; d++) {
        if (asks->days >> d & 1) nameable = nameable && day_nameable(procedure, move, d);
        if (move->needs >> procedure->kept[d] & 1) asks->gives |= (uint8_t)(1u << d);
    }
    asks->days |= asked_numbers(rulebook, procedure, move);
    asks->days &= (uint8_t)~asks->gives;
    if (nameable) facts->nameable |= UINT64_C(1) << m;
}

/* The parties that `sets` lines copy and no line before has set; and what must be set for time to make it at all. */
static void find_sources(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure,
                         uint8_t m) {
    const struct move *move = &procedure->moves[m];
    struct asks *asks = &facts->asks[m];
    party_set set = 0;
    bool certain = move->by_time && !cgov__conditions_refuse(move, WHO_TIME) &&
                   !cgov__effects_refuse(rulebook, procedure, move, WHO_TIME);
    for (uint8_t i = 0; i < move->set_count; i++) {
        const struct set *row = &move->sets[i];
        bool copies = row->source == SOURCE_PARTY;
        if (copies && !(set >> row->from & 1)) asks->before |= (party_set)(1u << row->from);
        set |= (party_set)(1u << row->party);
        if (!cgov__set_refuses(procedure, row, WHO_TIME)) continue;
        if (row->once) asks->wants |= (party_set)(1u << row->party);
        certain = certain && row->once;
    }
    if (certain) facts->certain |= UINT64_C(1) << m;
}

/* The parties of a parent that its children ask for: each child is looked through once. */
static void find_children(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure) {
    uint32_t known = 0;
    party_set asked[MAX_PROCEDURES] = {0};
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        uint8_t opens = procedure->moves[m].opens;
        if (opens == NONE) continue;
        if (!(known >> opens & 1)) asked[opens] = cgov__parent_parties(procedure, &rulebook->procedures[opens]);
        known |= UINT32_C(1) << opens;
        facts->asks[m].after |= asked[opens];
        uint8_t party = procedure->moves[m].opens_party;
        if (party != NONE) facts->asks[m].after |= (party_set)(1u << party);
    }
}

static void find_clocks(struct facts *facts, const struct procedure *procedure) {
    for (uint8_t c = 0; c < procedure->clock_count; c++) {
        const struct clock *clock = &procedure->clocks[c];
        bool speaks = clock->rung_count || clock->late_move != NONE;
        if (clock->length.n && speaks) facts->heard |= UINT32_C(1) << c;
        if (clock->late_move != NONE) facts->asks[clock->late_move].fired |= UINT32_C(1) << c;
        for (uint8_t i = 0; i < clock->rung_count; i++) {
            const struct who *who = &clock->rungs[i].who;
            if (!who->of_parent && who->party != NONE) facts->told[c] |= (party_set)(1u << who->party);
        }
    }
}

/* Names another for a party that is surely set by then: by the opening, or since it holds each state that the move is
 * made in. Whether it was set to a superior stays. */
static bool sets_anew(const struct procedure *procedure, const struct move *move, const struct set *set) {
    const struct move *open = &procedure->moves[procedure->open];
    bool surely = false, holds = true;
    if (set->source != SOURCE_GIVEN) return false;
    for (uint8_t i = 0; i < open->set_count && !surely; i++)
        surely = open->sets[i].party == set->party && open->sets[i].source == SOURCE_GIVEN &&
                 open->sets[i].field != NONE && (open->needs >> open->sets[i].field & 1);
    for (uint8_t s = 0; s < procedure->state_count && holds; s++)
        holds = !(move->from >> s & 1) || procedure->states[s].holder == set->party;
    return surely || holds;
}

/* Clocks of which a configuration asks nothing but whom they tell: those that run only under a profile, make no move,
 * and that no guard asks for. */
static uint32_t quiet_clocks(const struct facts *facts, const struct procedure *procedure) {
    uint32_t quiet = 0;
    for (uint8_t c = 0; c < procedure->clock_count; c++)
        if (!(facts->heard >> c & 1) && procedure->clocks[c].late_move == NONE) quiet |= UINT32_C(1) << c;
    for (uint8_t m = 0; m < procedure->move_count; m++) quiet &= ~facts->asks[m].running;
    return quiet;
}

/* The moves that stay and change nothing but their own limit and quiet clocks, and whose limit nobody asks about. */
static uint64_t idle_moves(const struct facts *facts, const struct procedure *procedure) {
    uint64_t idle = 0;
    const uint32_t quiet = facts->quiet;
    uint32_t watched = 0; /* counters */
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct asks *asks = &facts->asks[m];
        const struct move *move = &procedure->moves[m];
        uint32_t own = move->limit ? UINT32_C(1) << move->counter : 0;
        watched |= asks->full | (asks->room & ~own);
        for (uint8_t i = 0; i < move->clause_count; i++) {
            const struct clause *clause = &move->clauses[i];
            if (clause->kind == CLAUSE_WHEN && clause->guard == GUARD_USED_UP && clause->move == m) watched |= own;
        }
    }
    /* who follows it is told by the move that ends it, too */
    const uint16_t always = (uint16_t)(procedure->followers == NONE ? 0 : 1u << procedure->followers);
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        const struct move *move = &procedure->moves[m];
        bool changes = move->to != NONE || move->decision != NONE || ((move->starts | move->stops) & ~quiet) ||
                       move->answers || move->timer != NONE || facts->asks[m].gives;
        for (uint8_t i = 0; i < move->set_count; i++)
            changes = changes ||
                      (!cgov__is_named(procedure, move->sets[i].party) && !sets_anew(procedure, move, &move->sets[i]));
        bool asked = (move->limit && watched >> move->counter & 1) || facts->asks[m].fired || facts->asks[m].fills ||
                     (facts->asks[m].tells & ~always);
        if (!changes && !asked && facts->somebody >> m & 1) idle |= UINT64_C(1) << m;
    }
    return idle;
}

void cgov__clocks_running(const struct procedure *procedure, uint32_t clocks, bool always,
                          uint32_t running[MAX_STATES]) {
    bool other;
    memset(running, always ? 0xff : 0, MAX_STATES * sizeof *running);
    do {
        other = false;
        for (uint8_t m = 0; m < procedure->move_count; m++) {
            const struct move *move = &procedure->moves[m];
            const uint32_t ways = cgov__move_ways(procedure, move);
            for (uint32_t at = 0; at < (uint32_t)procedure->state_count * OUTCOME_KINDS; at++) {
                const uint8_t s = (uint8_t)(at / OUTCOME_KINDS), o = (uint8_t)(at % OUTCOME_KINDS);
                if (!(ways >> o & 1) || !(move->opens_item ? s == 0 : move->from >> s & 1)) continue;
                const struct move_way way = cgov__move_way(procedure, move, o);
                uint32_t *to = &running[way.to == NONE ? s : way.to], before = *to;
                const uint32_t come = (move->opens_item ? 0 : running[s] & ~way.stops) | (way.starts & clocks);
                *to = always ? before & come : before | come;
                other = other || *to != before;
            }
        }
    } while (other);
}

/* What a move asks of the configuration it is made in, and of the one it leads to. */
static void ask_move(struct facts *facts, const struct procedure *procedure, uint8_t m, uint8_t from, uint64_t leads) {
    const struct asks *asks = &facts->asks[m];
    const struct move *move = &procedure->moves[m];
    struct asked_after *asked = &facts->asked[from];
    asked->counters |= asks->full | asks->room;
    asked->set |= asks->before | asks->wants;
    asked->timed |= asks->timed;
    asked->days |= asks->days;
    for (uint8_t i = 0; i < move->set_count; i++) {
        if (move->sets[i].source == SOURCE_PARTY) asked->set |= (party_set)(1u << move->sets[i].from);
        if (move->sets[i].once) asked->set |= (party_set)(1u << move->sets[i].party);
    }
    for (uint8_t to = 0; to < procedure->state_count; to++)
        if (leads >> to & 1) facts->asked[to].set |= asks->after;
}

/* What is asked about in a state: by who holds it, the moves that lead from it, the clocks that may run there; and all
 * that is asked in the states these lead to. Anything else decides nothing from there on. */
static void find_asked(struct facts *facts, const struct procedure *procedure) {
    const struct move *open = &procedure->moves[procedure->open];
    uint32_t running[MAX_STATES];
    bool more;
    cgov__clocks_running(procedure, UINT32_MAX, false, running);
    facts->asked[open->to].set |= facts->asks[procedure->open].before | facts->asks[procedure->open].after;
    for (uint8_t s = 0; s < procedure->state_count; s++) {
        const uint8_t holder = procedure->states[s].holder;
        facts->asked[s].days |= cgov__roll_days(procedure, s);
        facts->asked[s].set |= (party_set)(facts->entering[s] | (holder == NONE ? 0u : 1u << holder));
        for (uint8_t c = 0; c < procedure->clock_count; c++) {
            const uint8_t late = procedure->clocks[c].late_move;
            if (!(running[s] >> c & 1)) continue;
            facts->asked[s].set |= facts->told[c] | (late == NONE ? 0 : facts->asks[late].wants);
        }
        for (uint8_t i = 0; i < facts->leaving_count[s]; i++) {
            const uint8_t m = facts->leaving[s][i];
            ask_move(facts, procedure, m, s, cgov__move_leads(procedure, &procedure->moves[m], s));
        }
    }
    do {
        more = false;
        for (uint8_t s = 0; s < procedure->state_count; s++) {
            struct asked_after asked = facts->asked[s];
            uint64_t leads = 0;
            for (uint8_t i = 0; i < facts->leaving_count[s]; i++)
                leads |= cgov__move_leads(procedure, &procedure->moves[facts->leaving[s][i]], s);
            for (uint8_t to = 0; to < procedure->state_count; to++) {
                const struct asked_after *after = &facts->asked[to];
                if (!(leads >> to & 1)) continue;
                asked.counters |= after->counters;
                asked.set |= after->set;
                asked.timed |= after->timed;
                asked.days |= after->days;
            }
            more = more || memcmp(&asked, &facts->asked[s], sizeof asked) != 0;
            facts->asked[s] = asked;
        }
    } while (more);
}

static bool is_waited_for(const struct rulebook *rulebook, const struct procedure *child) {
    for (uint32_t p = 0; p < rulebook->procedure_count; p++) {
        const struct procedure *parent = &rulebook->procedures[p];
        bool opens = false, waits = parent->by_child;
        for (uint8_t m = 0; m < parent->move_count; m++) {
            const struct move *move = &parent->moves[m];
            if (move->opens != NONE && &rulebook->procedures[move->opens] == child) opens = true;
            for (uint8_t i = 0; i < move->clause_count; i++) {
                const struct clause *clause = &move->clauses[i];
                if (clause->kind != CLAUSE_WHEN) continue;
                enum assumed assumed = cgov__guard_assumed(clause->guard);
                waits = waits || assumed == ASSUMED_CHILD || clause->guard == GUARD_CHILDREN_DONE;
            }
        }
        if (opens && waits) return true;
    }
    return false;
}

void cgov__facts_find(struct facts *facts, const struct rulebook *rulebook, const struct procedure *procedure) {
    memset(facts, 0, sizeof *facts);
    uint8_t handler = cgov__party_find(procedure, "handler");
    facts->checked = cgov__is_checked(rulebook, procedure);
    for (uint8_t m = 0; m < procedure->move_count; m++) {
        find_actors(facts, procedure, m, handler);
        find_checks(facts, rulebook, procedure, m, handler);
        find_conditions(facts, procedure, m);
        find_days(facts, rulebook, procedure, m);
        find_dated(facts, rulebook, procedure, m);
        find_sources(facts, rulebook, procedure, m);
        for (uint8_t s = 0; s < procedure->state_count; s++)
            if (procedure->moves[m].from >> s & 1) facts->leaving[s][facts->leaving_count[s]++] = m;
    }
    for (uint8_t s = 0; s < procedure->state_count; s++) facts->finals |= (uint64_t)procedure->states[s].final << s;
    find_children(facts, rulebook, procedure);
    cgov__families_find(facts, rulebook, procedure);
    find_clocks(facts, procedure);
    facts->promised = cgov__promises(procedure);
    cgov__roll_facts(facts, rulebook, procedure);
    facts->quiet = quiet_clocks(facts, procedure);
    facts->idle = idle_moves(facts, procedure);
    find_asked(facts, procedure);
    facts->waited_for = is_waited_for(rulebook, procedure);
    for (uint8_t m = 0; m < procedure->move_count; m++) facts->merges |= procedure->moves[m].follows;
    cgov__kinds_find(&facts->kinds, rulebook, procedure);
}
