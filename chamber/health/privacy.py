from chamber.privacy.register import classify

classify("health.Heartbeat", none="id name at")
