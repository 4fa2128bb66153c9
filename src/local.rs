//! Files of the working directory: reading and atomic replacement.
