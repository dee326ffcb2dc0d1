from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "missions.Mission",
    title=_("Missions you answer for"),
    identity="lead",
    none="id version title kinds objectives cities host_region host_places starts_at ends_at"
    " answer_by state is_public needs pool is_demo created_at",
    subject="lead",
)
classify("missions.Delegation", none="id mission city resource")
classify("missions.MissionTarget", none="id mission what value")
classify("missions.MissionPartner", none="id mission organisation suggestions state created_at")
classify(
    "missions.Participant",
    title=_("Missions you take part in"),
    identity="mission person organisation side delegation role places state seat",
    none="id created_at",
    subject="person__user",
    address="person__email",
)
classify(
    "missions.Invitation",
    title=_("Invitations you received"),
    contact="mail link",
    identity="participant calendar_entry round answer answered_at invited_by",
    none="id created_at",
    subject="participant__person__user",
    address="participant__person__email",
    withheld="link invited_by",
)
classify(
    "missions.ProgrammeItem",
    none="id version mission kind title subtitle starts_at ends_at place venue hosts delegations"
    " resources needs bookings state",
)
classify("missions.Brief", none="id version mission purpose brought_home practical")
classify(
    "missions.MissionShortlist",
    title=_("Shortlists you shared with a mission"),
    identity="by",
    none="id mission shortlist at",
    subject="by",
)
classify(
    "missions.SentUnchecked",
    title=_("Invitations you sent before a check"),
    identity="reason missing by",
    none="id mission invitations at",
    subject="by",
    withheld="reason missing",  # about others
)
