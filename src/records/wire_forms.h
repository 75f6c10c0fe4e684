/* How the values of a record's fields are written, by their types, and the fields' tags. */
#ifndef CGOV_SRC_WIRE_FORMS_H
#define CGOV_SRC_WIRE_FORMS_H

#include "records/record.h"

enum wire_form { FORM_VARINT, FORM_BYTES, FORM_64 };

#define FORM_OF_U FORM_VARINT
#define FORM_OF_Z FORM_VARINT
#define FORM_OF_ID FORM_VARINT
#define FORM_OF_X64 FORM_64
#define FORM_OF_B FORM_BYTES
#define FORM_OF_CLOCKS FORM_BYTES
#define FORM_OF_PARTIES FORM_BYTES

enum {
#define F(tag, member, type) TAG_##member = tag,
    RECORD_FIELDS(F)
#undef F
};

#endif
