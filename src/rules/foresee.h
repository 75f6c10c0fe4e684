/* What a decision can still come to: from what is settled, and from what may still be cast. Pure, as judging is. */
#ifndef CGOV_SRC_FORESEE_H
#define CGOV_SRC_FORESEE_H

#include "rules/rule.h"

/* What is not settled; nobody is in two of these. */
struct coming {
    struct sums may;    /* who has no ballot, and can cast one or not; */
    struct sums silent; /* the same of those who are counted as silent where they do not; */
    struct sums wait;   /* and of those whose ballot can come to wait besides, so that they are neither; */
    struct sums must;   /* ballots that will stand, and may say anything: they can be changed, or are to be brought */
    uint8_t choices;    /* bit c of enum ballot_choice: what a ballot can say */
    bool others;        /* there are others to be named than the one candidate that is looked at */
    bool households;    /* units are households, whom several ballots share: those above are the most that can come */
    bool casting;       /* the deciding vote is not settled */
};

/* The outcomes that can still come, as bits of enum outcome_kind. settled: counted without what is coming; the silent
 * ones in it stay silent. None is left out that can come. */
uint32_t cgov__rule_foresee(const struct rule *rule, const struct count *settled, const struct coming *coming);
/* Whether nothing that is coming changes what is decided: the outcome, and who wins. Where this says yes, it is so.
 * Where it says no, something can change it, but for this: shares that can each be reached or missed, and not so at
 * once, are each taken by itself, and of households as many as can come are taken to come to each choice. */
bool cgov__rule_certain(const struct rule *rule, const struct count *settled, const struct coming *coming);

#endif
