from .audit import AuditEvent, ImportRun
from .people import Assignment, AssignmentKind, Role, RoleGrant, User
from .terms import Body, Signer, Term, TermMember
from .tree import EventKind, Kind, Organization, OrganizationEvent, OrganizationVersion

__all__ = [
    "Assignment",
    "AssignmentKind",
    "AuditEvent",
    "Body",
    "EventKind",
    "ImportRun",
    "Kind",
    "Organization",
    "OrganizationEvent",
    "OrganizationVersion",
    "Role",
    "RoleGrant",
    "Signer",
    "Term",
    "TermMember",
    "User",
]
