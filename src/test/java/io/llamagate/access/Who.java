package io.llamagate.access;

/** Who stands at the door. */
enum Who {
    /** Shows nothing. */
    NOBODY,
    /** Shows something that is not known here. */
    STRANGER,
    /** May see project a. */
    RESTRICTED,
    /** May see every project. */
    UNRESTRICTED
}
