from chamber.privacy.register import classify

classify(
    "clusters.Cluster",
    none="id version slug name kind organisation region country topics note members",
)
classify("clusters.ClusterMembership", none="id cluster organisation helix role since source")
classify(
    "clusters.Technology",
    none="id version providers topics title summary civic_benefit customer_benefit readiness"
    " evidence status is_demo profile created_at",
)
