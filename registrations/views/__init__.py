"""Pages of registrations under /dang-ky/."""
