/* Rules and tallies at random. As a test: each comparison is what the least whole number says that would do, and the
 * order of rows changes nothing. With a number and a seed: so many are printed, text, tally, outcome and comparisons,
 * for tests/python/count_rules.py to count again. */
#include "support/random.h"
#include "support/tally.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT_CAP 4096u
#define ORDERS 24u

struct maker {
    uint64_t random;
    char text[TEXT_CAP];
    size_t used;
    bool choose, block, silent, casting, kept, big; /* choose: candidates are asked for, in whatever way */
    bool points, each, ranks, budget;               /* points given, to each candidate; an order; what options cost */
    uint32_t seats, most;
};

static struct tally tally;

static uint32_t below(struct maker *maker, uint32_t n) {
    return random_below(&maker->random, n);
}

/* ---- a rule ---- */

#define SAY(maker, ...)                                                                                                \
    ((maker)->used += (size_t)snprintf((maker)->text + (maker)->used, TEXT_CAP - (maker)->used, __VA_ARGS__))

static const char *const choices[] = {"yes", "no", "abstain", "block", "blank", "invalid"};

/* Choices that a ballot says, but a candidate's votes. */
static const char *some_choice(struct maker *maker) {
    static const uint8_t of_candidates[] = {2, 4, 5};
    if (maker->choose) return choices[of_candidates[below(maker, 3)]];
    const uint32_t choice = below(maker, 6);
    return choices[choice == 3 && !maker->block ? 0 : choice];
}

static void say_cast(struct maker *maker) {
    SAY(maker, "cast");
    if (below(maker, 3) == 0) SAY(maker, " not %s", some_choice(maker));
}

static void say_counted(struct maker *maker, bool quorum) {
    const uint32_t what = below(maker, quorum ? 4 : 8);
    if (what == 0)
        SAY(maker, "%s", below(maker, 2) ? "all" : "here");
    else if (what < 4)
        say_cast(maker);
    else
        SAY(maker, "%s", what > 5 && !maker->choose ? some_choice(maker) : "yes");
}

static void say_share(struct maker *maker, bool quorum) {
    static const char *const axes[] = {"", "", " by units", " by area", " by weight"};
    static const uint32_t parts[] = {2, 3, 4, 5, 10, 7, 9973, 10000};
    const bool more = below(maker, 2);
    say_counted(maker, quorum);
    SAY(maker, more ? " more than " : " at least ");
    if (below(maker, 8) == 0) {
        SAY(maker, "%u", 1 + below(maker, maker->big ? UINT32_MAX : 30));
    } else {
        const uint32_t d = parts[below(maker, 8)], n = 1 + below(maker, more ? d - 1 : d);
        SAY(maker, "%u/%u of ", n, d);
        if (below(maker, 3) == 0)
            SAY(maker, "%s", below(maker, 2) ? "all" : "here");
        else
            say_cast(maker);
    }
    SAY(maker, "%s", axes[below(maker, 5)]);
}

static void say_lines(struct maker *maker, bool quorum, uint32_t count, uint32_t ways) {
    for (uint32_t l = 0; l < count; l++) {
        const bool half = maker->casting && !quorum;
        const uint32_t shares = !half && below(maker, 2) ? ways : 1;
        SAY(maker, "%s ", quorum ? "quorum" : "passes");
        if (half) {
            SAY(maker, "yes more than 1/2 of cast%s\n", below(maker, 2) ? " not abstain" : "");
            continue;
        }
        if (shares == 1 && below(maker, 8) == 0) SAY(maker, "not ");
        for (uint32_t s = 0; s < shares; s++) {
            if (s > 0) SAY(maker, " or ");
            say_share(maker, quorum);
        }
        SAY(maker, "\n");
    }
}

/* Names, points for each, points shared out, or an order. */
static void say_way(struct maker *maker) {
    const uint32_t way = below(maker, 5);
    maker->most = 1 + below(maker, 5);
    maker->points = way == 1 || way == 2;
    maker->each = way == 1;
    maker->ranks = way > 2;
    if (maker->ranks) {
        SAY(maker, "ask rank %s\n", way == 3 ? "stv" : "schulze");
        if (way == 3 && below(maker, 3) == 0)
            tally.query.lots = (cgov_text){"86 100 93 72 79 51 58 65", CGOV_NUL_TERMINATED};
        maker->big = false;
    } else if (maker->points) {
        SAY(maker, "ask %s %u\n", maker->each ? "score" : "share", maker->most);
    } else {
        if (below(maker, 2)) maker->most = 0;
        SAY(maker, "ask choose");
        if (maker->most) SAY(maker, " %u", maker->most);
        SAY(maker, "\n");
    }
}

static void say_seats(struct maker *maker) {
    maker->budget = !maker->ranks && below(maker, 3) == 0;
    if (maker->budget) {
        tally.query.budget = below(maker, 40);
        SAY(maker, "seats within budget\n");
        return;
    }
    maker->seats = 1 + below(maker, 5);
    maker->kept = !maker->ranks && below(maker, 2);
    const bool given = below(maker, 2);
    SAY(maker, "seats ");
    SAY(maker, given ? "given" : "%u", maker->seats);
    if (maker->kept) SAY(maker, " %u from women", 1 + below(maker, maker->seats));
    SAY(maker, "\n");
    tally.query.seats = given ? maker->seats : 0;
}

static void make_rule(struct maker *maker, uint64_t seed) {
    *maker = (struct maker){.random = seed};
    maker->choose = below(maker, 2);
    maker->big = below(maker, 3) == 0;
    SAY(maker, "rulebook 1\nrule r \"R\"\n");
    if (below(maker, 2)) SAY(maker, "source \"S\" %s\n", below(maker, 2) ? "verified" : "unverified");
    if (maker->choose) {
        say_way(maker);
        say_seats(maker);
    } else {
        maker->block = below(maker, 3) == 0;
        maker->silent = below(maker, 3) == 0;
        maker->casting = below(maker, 4) == 0;
        SAY(maker, "ask yes_no%s\n", maker->block ? " block" : "");
        if (maker->silent) SAY(maker, "silent of here joins majority\n");
        if (maker->casting) SAY(maker, "tie casting chair\n");
    }
    const uint32_t ways = maker->choose ? 1 : 1 + below(maker, 3);
    say_lines(maker, true, below(maker, 3), ways);
    if (!maker->ranks) say_lines(maker, false, 1 + below(maker, 2), ways);
}

/* ---- a tally ---- */

static int64_t some(struct maker *maker, uint64_t most) {
    const uint64_t number = maker->big ? random_sized(&maker->random) : below(maker, 24);
    return (int64_t)(number % (most + 1));
}

static int64_t *sum_of(cgov_tally_row *row, uint32_t axis) {
    return axis == 0 ? &row->heads : axis == 1 ? &row->units : axis == 2 ? &row->area : &row->weight;
}

static void make_yes_no(struct maker *maker) {
    const bool even = below(maker, 2); /* as many yes as no */
    const uint64_t most = INT64_MAX / 8;
    for (uint32_t c = CGOV_CHOICE_YES; c <= CGOV_CHOICE_INVALID; c++) {
        if (c == CGOV_CHOICE_BLOCK && !maker->block) continue;
        cgov_tally_row *row = tally_row(&tally, CGOV_TALLY_CHOICE, c, 0, 0);
        const bool often = c <= CGOV_CHOICE_NO || below(maker, 3) == 0;
        for (uint32_t a = 0; a < 4 && often; a++) *sum_of(row, a) = some(maker, most);
        for (uint32_t a = 0; a < 4 && c == CGOV_CHOICE_NO && even && maker->casting; a++)
            *sum_of(row, a) = *sum_of(row - 1, a);
    }
    if (!maker->silent) return;
    cgov_tally_row *row = tally_row(&tally, CGOV_TALLY_SILENT, 0, 0, 0);
    for (uint32_t a = 0; a < 4; a++) *sum_of(row, a) = some(maker, most);
    if (maker->casting) tally.query.casting = below(maker, 3);
}

/* Candidates have at most what ballots give: each of a stack of names in turn. */
static void make_candidates(struct maker *maker) {
    const uint32_t count = 1 + below(maker, 8), options = maker->budget ? count : maker->seats;
    const uint64_t each = maker->points ? maker->most : 1;
    const uint64_t names = maker->each ? each * count : maker->most ? maker->most : options;
    cgov_tally_row *cast = tally_row(&tally, CGOV_TALLY_CAST, 0, 0, 0);
    cgov_tally_row *blank = tally_row(&tally, CGOV_TALLY_CHOICE, CGOV_CHOICE_BLANK, 0, 0);
    uint64_t left[4], naming[4];
    for (uint32_t a = 0; a < 4; a++) {
        *sum_of(cast, a) = some(maker, INT64_MAX / 8);
        *sum_of(blank, a) = below(maker, 2) ? 0 : some(maker, (uint64_t)*sum_of(cast, a));
        naming[a] = (uint64_t)(*sum_of(cast, a) - *sum_of(blank, a));
        left[a] = naming[a] * names;
    }
    for (uint32_t c = 0; c < count; c++) {
        cgov_tally_row *row = tally_row(&tally, CGOV_TALLY_CANDIDATE, 100 - c * 7, 0, 0);
        if (maker->kept && below(maker, 3) == 0) row->flags = CGOV_ROW_KEPT_FOR;
        if (maker->budget) row->cost = 1 + below(maker, 20);
        for (uint32_t a = 0; a < 4; a++) {
            uint64_t votes = below(maker, 3) ? naming[a] - (uint64_t)some(maker, naming[a]) / 2 : naming[a] * each;
            if (c > 0 && below(maker, 3) == 0) votes = (uint64_t)*sum_of(row - 1, a);
            if (votes > left[a]) votes = left[a];
            left[a] -= votes;
            *sum_of(row, a) = (int64_t)votes;
        }
    }
}

/* Some of the candidates in some order. */
static void make_order(struct maker *maker, uint32_t count, uint32_t at, bool even) {
    static char names[ORDERS][40];
    uint32_t numbers[8], used = 0;
    for (uint32_t c = 0; c < count; c++) numbers[c] = 100 - c * 7;
    const uint32_t ranked = 1 + below(maker, count);
    for (uint32_t c = 0; c < ranked; c++) {
        const uint32_t other = c + below(maker, count - c), number = numbers[other];
        numbers[other] = numbers[c];
        numbers[c] = number;
        used += (uint32_t)snprintf(names[at] + used, sizeof names[at] - used, c > 0 ? " %u" : "%u", number);
    }
    cgov_tally_row *row = tally_row(&tally, CGOV_TALLY_ORDER, 0,
                                    even              ? 2
                                    : below(maker, 4) ? below(maker, 6)
                                                      : 1000,
                                    0);
    row->name = (cgov_text){names[at], CGOV_NUL_TERMINATED};
}

static void make_orders(struct maker *maker) {
    const uint32_t count = 1 + below(maker, 8), orders = below(maker, 8) ? 1 + below(maker, ORDERS) : below(maker, 3);
    cgov_tally_row *cast = tally_row(&tally, CGOV_TALLY_CAST, 0, 0, 0);
    cgov_tally_row *blank = tally_row(&tally, CGOV_TALLY_CHOICE, CGOV_CHOICE_BLANK, below(maker, 9), 0);
    const bool even = below(maker, 2); /* as many of each order: equals are likely */
    cast->heads = blank->heads;
    for (uint32_t c = 0; c < count; c++) tally_row(&tally, CGOV_TALLY_CANDIDATE, 100 - c * 7, 0, 0);
    for (uint32_t o = 0; o < orders; o++) {
        make_order(maker, count, o, even);
        cast->heads += tally.rows[tally.count - 1].heads;
    }
}

static void make_tally(struct maker *maker) {
    tally.text = maker->text;
    static const char *const names[] = {"all", "here"};
    for (uint32_t r = 0; r < 2; r++) {
        if (!strstr(maker->text, names[r])) continue;
        cgov_tally_row *row = tally_roll(&tally, names[r], 0, 0);
        for (uint32_t a = 0; a < 4; a++) *sum_of(row, a) = some(maker, INT64_MAX);
    }
    const uint32_t first = tally.count;
    if (maker->ranks)
        make_orders(maker);
    else if (maker->choose)
        make_candidates(maker);
    else
        make_yes_no(maker);
    for (uint32_t r = 0; r < first; r++) /* half the time a roll lies around what was cast */
        for (uint32_t a = 0; a < 4 && below(maker, 2); a++) {
            const uint64_t cast = (uint64_t)*sum_of(&tally.rows[first], a);
            *sum_of(&tally.rows[r], a) = (int64_t)(cast + below(maker, 3));
        }
    for (uint32_t r = 0; r < first; r++) { /* none is silent who is not there */
        for (uint32_t a = 0; a < 4 && maker->silent && strcmp(tally.rows[r].name.ptr, "here") == 0; a++) {
            int64_t *silent = sum_of(&tally.rows[tally.count - 1], a), here = *sum_of(&tally.rows[r], a);
            if (*silent > here) *silent = here;
        }
    }
}

static void make(struct maker *maker, uint64_t seed) {
    tally_begin(&tally, "", "r", 0);
    make_rule(maker, seed);
    make_tally(maker);
}

/* ---- as a test ---- */

/* The least left that holds: floor(n * right / d), and one more where that is not exact, or more is asked. */
static bool holds(const cgov_comparison_view *view) {
    if (view->d == 0) return view->more ? view->left > view->n : view->left >= view->n;
    if (view->right == 0) return false;
    const uint64_t whole = view->right / view->d, rest = view->right % view->d * view->n;
    const uint64_t least = whole * view->n + rest / view->d;
    return view->more || rest % view->d ? view->left > least : view->left >= least;
}

static void comparisons_are_exact(void **state) {
    (void)state;
    static struct maker maker;
    uint64_t seed = random_seed(0x72756c65);
    for (uint32_t n = 0; n < 2000; n++) {
        make(&maker, random_next(&seed));
        tally_try(&tally);
        for (uint32_t i = 0; i < tally.made_count; i++) assert_int_equal(tally.made[i].holds, holds(&tally.made[i]));
    }
}

static void the_order_of_rows_changes_nothing(void **state) {
    (void)state;
    static struct maker maker;
    static cgov_outcome before;
    uint64_t seed = random_seed(0x726f7773);
    for (uint32_t n = 0; n < 1000; n++) {
        make(&maker, random_next(&seed));
        tally_try(&tally);
        before = tally.out;
        for (uint32_t i = tally.count; i > 1; i--) {
            const uint32_t other = below(&maker, i);
            const cgov_tally_row row = tally.rows[other];
            tally.rows[other] = tally.rows[i - 1];
            tally.rows[i - 1] = row;
        }
        tally_try(&tally);
        assert_memory_equal(&before, &tally.out, sizeof before);
    }
}

/* ---- printed ---- */

static void print_rows(void) {
    printf("query %u %u %lld %s\n", tally.query.seats, tally.query.casting, (long long)tally.query.budget,
           tally.query.lots.ptr ? tally.query.lots.ptr : "");
    for (uint32_t i = 0; i < tally.count; i++) {
        const cgov_tally_row *row = &tally.rows[i];
        printf("row %u %u %s %lld %lld %lld %lld %lld", row->tally, row->number,
               row->tally == CGOV_TALLY_ROLL ? row->name.ptr
               : row->flags                  ? "kept"
                                             : "-",
               (long long)row->heads, (long long)row->units, (long long)row->area, (long long)row->weight,
               (long long)row->cost);
        printf(" %s\n", row->tally == CGOV_TALLY_ORDER ? row->name.ptr : "");
    }
}

/* As text: each line after `said`. */
static void print_explained(void) {
    char *text = tally_explain(&tally);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) printf("said %s\n", line);
    free(text);
}

static int print_cases(uint32_t count, uint64_t seed) {
    static struct maker maker;
    for (uint32_t n = 0; n < count; n++) {
        make(&maker, random_next(&seed));
        tally_try(&tally);
        print_explained();
        for (char *line = strtok(maker.text, "\n"); line; line = strtok(NULL, "\n")) printf("text %s\n", line);
        print_rows();
        const cgov_outcome *out = &tally.out;
        printf("outcome %u %u %u %u %u %u\nnumbers", out->outcome, out->way, out->joined, out->warnings, out->winners,
               out->tied);
        for (uint32_t i = 0; i < out->winners + out->tied; i++) printf(" %u", out->numbers[i]);
        putchar('\n');
        for (uint32_t i = 0; i < tally.made_count; i++) {
            const cgov_comparison_view *made = &tally.made[i];
            printf("line %u %u %u %u %llu %llu %u\n", made->line, made->quorum, made->way, made->candidate,
                   (unsigned long long)made->left, (unsigned long long)made->right, made->holds);
        }
        puts("end");
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc > 2) return print_cases((uint32_t)strtoul(argv[1], NULL, 0), strtoull(argv[2], NULL, 0));
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons_are_exact),
        cmocka_unit_test(the_order_of_rows_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
