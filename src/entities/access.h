/* Who is accused, whom a text names at an item, who sees it: what follows from offices (in_office.h), the tree of
 * organizations (tree.h) and the item. Pure. */
#ifndef CGOV_SRC_ACCESS_H
#define CGOV_SRC_ACCESS_H

#include "entities/in_office.h"
#include "entities/tree.h"
#include "rules/machine.h"

/* Of an id that is a resident's or an organization's: there is one. */
static inline bool cgov__party_there(const struct model *model, uint64_t id) {
    uint64_t number = cgov__id_number(id);
    return cgov__id_kind(id) == CGOV_KIND_RESIDENT ? cgov__resident(model, number) != NULL
                                                   : cgov__organization(model, number) != NULL;
}

/* The organization, or the nearest above it, where anybody holds office and that is not the accused; 0: none is. */
uint32_t cgov__fit_from(const struct model *model, const struct item *item, uint32_t organization, int64_t at);
/* That many steps up, each to the nearest such. */
uint32_t cgov__fit_above(const struct model *model, const struct item *item, uint32_t organization, uint32_t steps,
                         int64_t at);

/* On the issue this item is or belongs to, the organization is the accused, below the accused, above the accused but
 * below the intake, or one where an accused resident holds office. */
bool cgov__accused(const struct model *model, const struct item *item, uint32_t organization, int64_t at);
/* The reader is the accused, or holds office in such an organization. */
bool cgov__reader_accused(const struct model *model, const struct item *item, uint64_t reader, int64_t at);

/* The party `who` speaks of, of this item or its parent, before any `superior of`; 0: not set. */
uint32_t cgov__who_party(const struct model *model, const struct item *item, const struct who *who, bool *organization);
/* The organization a `ROLE of ...` speaks of on this item; 0: the party is not set, or there is no superior. */
uint32_t cgov__who_organization(const struct model *model, const struct item *item, const struct who *who);
/* The actor is one of those `who` names, on this item at that instant; `not` is the caller's. */
bool cgov__is_who(const struct model *model, const struct item *item, const struct who *who, uint64_t actor,
                  int64_t at);

/* The resident is that party of the item; `handler` is whoever did any of the work on it, or on what is part of it. */
bool cgov__is_party_ever(const struct model *model, const struct item *item, const struct procedure *procedure,
                         uint8_t party, uint32_t resident);
/* `not PARTY` leaves the resident out: that party of it, or one who holds an office in the organization that is. */
bool cgov__leaves_out(const struct model *model, const struct item *item, const struct procedure *procedure,
                      uint8_t party, uint32_t resident, int64_t at);
/* Nobody is accused on the issue that this item is or belongs to: whoever a move of the present state names sees it. */
bool cgov__part_accuses_nobody(const struct model *model, const struct item *part);
static inline bool cgov__accuses_nobody(const struct model *model, const struct item *item) {
    return item->extra->parent == 0 ? item->extra->against == 0 : cgov__part_accuses_nobody(model, item);
}

/* It accuses somebody, is masked, or of a confidential matter: not taken up before others. */
bool cgov__is_told_apart(const struct model *model, const struct item *item);

/* How a reader sees an item, from nothing to everything. */
enum view {
    VIEW_NONE,     /* not at all: it does not exist for them */
    VIEW_PUBLIC,   /* as anybody does: facts about the matter, none about people, and the words the procedure names */
    VIEW_PARTNER,  /* as one who helps with a part of it: facts, moves, what was reported */
    VIEW_REPORTER, /* as the reporter, and as any party in person: everything but internal notes */
    VIEW_OFFICE    /* as those who work on it, who lead those who do, and who audit: everything */
};
/* The strongest that the reader has a right to for anything but the item's rolls; but the reporter's own is the
 * reporter's, whatever office they hold. See view.h. */
enum view cgov__view_rolls_apart(const struct model *model, const struct item *item, uint64_t reader, int64_t at);
/* Its matter is confidential: an issue's. */
bool cgov__is_confidential(const struct model *model, const struct item *issue);
/* Secrecy comes before publicity: what accuses, what is masked, a petition and an accusation, what is confidential are
 * nobody else's, the parts of it neither. */
bool cgov__is_secret(const struct model *model, const struct item *item);
/* The public could see the item under each text that it has run under since seq; a part as its issue. */
bool cgov__public_since(const struct model *model, const struct item *item, uint64_t seq);
/* Bit f: the words of the library's field f, written at seq, as the item was opened or later, can be read. The
 * narrowest readers hold of the texts that it has run under since. */
uint64_t cgov__readable(const struct model *model, const struct item *item, enum view view, bool opening, uint64_t seq);
/* The same of a move of the master that answers, by who has this view of an issue merged into it: an answer is what the
 * move brought, but for notes and evidence. */
uint64_t cgov__readable_answer(const struct model *model, const struct item *master, enum view view, uint64_t seq);
/* Who the issue, that this item is or belongs to, was reported for, and who entered it: residents; 0: unknown. */
uint32_t cgov__reporter_of(const struct model *model, const struct item *item);
uint32_t cgov__reported_by(const struct model *model, const struct item *item);
/* A reader who has this view may know them: it is not the public's, and the issue is not masked, or they are its
 * reporter, its intake, an auditor. */
bool cgov__knows_reporter(const struct model *model, const struct item *item, enum view view, uint64_t reader,
                          int64_t at);
/* The id is of somebody they would then know by. */
bool cgov__is_reporter(const struct model *model, const struct item *item, uint64_t id);
/* The reader sees the row and the name of a resident, an organization or a unit; false where there is none. */
bool cgov__sees_entity(const struct model *model, uint64_t id, uint64_t reader, int64_t at);

#endif
