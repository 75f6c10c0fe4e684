/* What the system's codes say. strerror would ask the locale, and its buffer is shared. */
#include "store/storage_own.h"

#include <errno.h>

const char *cgov__errno_text(int64_t code) {
    switch (code) {
    case ENOENT:
        return "no such file or directory";
    case ENOTDIR:
        return "not a directory";
    case EISDIR:
        return "is a directory";
    case EACCES:
        return "permission denied";
    case EPERM:
        return "operation not permitted";
    case EROFS:
        return "read-only file system";
    case ENOSPC:
        return "no space left on the device";
    case EFBIG:
        return "the file is too large";
    case EIO:
        return "input or output error";
    case EMFILE:
        return "this process has too many files open";
    case ENFILE:
        return "the system has too many files open";
    case ENOMEM:
        return "no memory";
    case EBUSY:
        return "busy";
    case EINVAL:
        return "invalid argument, or an object of another length than expected";
    case ENAMETOOLONG:
        return "the name is too long";
    case ENOSYS:
        return "this system has none";
    case ENODEV:
        return "no such device";
    case ENXIO:
        return "no such device or address";
#ifdef EDQUOT
    case EDQUOT:
        return "the quota is used up";
#endif
#ifdef ESTALE
    case ESTALE:
        return "the file's handle is stale";
#endif
#ifdef ELOOP
    case ELOOP:
        return "too many symbolic links";
#endif
    default:
        return "the system's code";
    }
}
