from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify(
    "clusters.Cluster",
    none="id version slug name kind organisation region country topics note members domain"
    " description industries website founded pact pact_year source source_url funding_amount"
    " funding_currency funding_yearly funding_from funding_until funding_source label label_source"
    " label_until",
)
classify(
    "clusters.ClusterMembership",
    none="id cluster organisation helix role since source source_url",
)
classify(
    "clusters.Technology",
    none="id version providers topics title summary civic_benefit customer_benefit readiness"
    " evidence status is_demo profile created_at",
)
classify(
    "clusters.ClusterIndicator",
    none="id version cluster indicator value unit year year_until note source source_url"
    " to_be_checked",
)
classify(
    "clusters.Lesson",
    none="id version cluster title what mechanism condition transferable for_whom negative_side"
    " source source_url year",
)
classify(
    "clusters.EmploymentTable",
    title=_("Tables of employment you brought in"),
    identity="by",
    none="id name faults in_use_since created_at",
    subject="by",
)
classify("clusters.EmploymentRow", none="id table region region_key industry employees year source")
