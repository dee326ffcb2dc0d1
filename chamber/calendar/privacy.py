from chamber.privacy.register import classify

classify("calendar.CalendarEntry", none="id uid sequence fingerprint cancelled updated_at")
